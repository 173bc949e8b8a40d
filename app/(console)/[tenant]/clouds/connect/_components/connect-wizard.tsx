'use client';
import { useQuery } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import type { CloudAccount } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ConfirmStep } from './confirm-step.tsx';
import { CredentialStep } from './credential-step.tsx';
import { ProviderStep } from './provider-step.tsx';
import { Steps } from './steps.tsx';
import { type Connect, useConnect } from './use-connect.ts';

type Providers = readonly CloudAccount['provider'][];

/** Provider, credential with a live test, name: nothing is stored before the last step. */
export function ConnectWizard() {
  const t = useTranslations('clouds.connect');
  const trpc = useTRPC();
  const providers = useQuery(trpc.clouds.providers.queryOptions());
  const title = t('title');
  const crumbs = useMemo(() => [{ label: title }], [title]);
  const [first] = providers.data ?? [];
  return (
    <>
      <PageChrome crumbs={crumbs} />
      {providers.isPending ? (
        <Skeleton className="h-72 w-full rounded-lg" />
      ) : providers.isError ? (
        <ProblemPanel error={providers.error} onRetry={() => void providers.refetch()} />
      ) : first ? (
        <Wizard providers={providers.data} first={first} />
      ) : (
        <Card>
          <EmptyState icon={<CloudOff />} title={t('provider.none')} />
        </Card>
      )}
    </>
  );
}

function Wizard({ providers, first }: { providers: Providers; first: CloudAccount['provider'] }) {
  const t = useTranslations('clouds.connect');
  const connect = useConnect(first);
  const { step } = connect;
  const proceed = async (event: FormEvent) => {
    event.preventDefault();
    if (step === 'provider') connect.go('credential');
    else if (step === 'confirm') await connect.submit();
    else if (connect.tested) connect.go('confirm');
    else await connect.test();
  };
  return (
    <form onSubmit={proceed} noValidate className="space-y-6">
      <UnsavedGuard when={connect.atRisk} loss={t('loss')} action={t('leave')} />
      <Steps current={step} />
      <Card className="space-y-5 p-5">
        {step === 'provider' ? <ProviderStep form={connect.form} providers={providers} /> : null}
        {step === 'credential' ? <CredentialStep connect={connect} /> : null}
        {step === 'confirm' ? <ConfirmStep connect={connect} /> : null}
        {connect.panel}
      </Card>
      <Buttons connect={connect} />
    </form>
  );
}

function Buttons({ connect }: { connect: Connect }) {
  const t = useTranslations('clouds.connect');
  const actions = useTranslations('common.actions');
  const { slug } = useTenant();
  const { step, tested, testing, form } = connect;
  const forward =
    step === 'confirm'
      ? t('confirm.action')
      : step === 'credential' && !tested
        ? t('credential.test')
        : actions('continue');
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      {step === 'provider' ? (
        <Button asChild>
          <Link href={`/${slug}/clouds`}>{actions('cancel')}</Link>
        </Button>
      ) : (
        <Button onClick={() => connect.go(step === 'confirm' ? 'credential' : 'provider')}>
          {actions('back')}
        </Button>
      )}
      <Can permission="cloud-account:connect">
        <Button type="submit" variant="primary" pending={testing || form.formState.isSubmitting}>
          {forward}
        </Button>
      </Can>
    </div>
  );
}
