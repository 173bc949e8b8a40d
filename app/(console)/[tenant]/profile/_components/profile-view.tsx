'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { LeaveTenant } from '#app/(console)/[tenant]/members/_components/leave-tenant.tsx';
import type { Membership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { AboutForm } from './about-form.tsx';
import { PasswordForm } from './password-form.tsx';

/** Who the reader is, how they sign in, and their place in this tenant. */
export function ProfileView({ me }: { me: Membership }) {
  const t = useTranslations('profile');
  const trpc = useTRPC();
  const profile = useQuery(trpc.users.profile.queryOptions());
  const title = t('title');
  const crumbs = <PageChrome crumbs={useMemo(() => [{ label: title }], [title])} />;
  if (!profile.data) {
    return profile.isError ? (
      <ProblemPanel
        error={profile.error}
        onRetry={() => void profile.refetch()}
        retrying={profile.isRefetching}
      />
    ) : (
      <Skeleton className="h-72 w-full rounded-lg" />
    );
  }
  const { email, lastSignInAt } = profile.data;
  return (
    <>
      {crumbs}
      <Section id="about" title={t('about')} description={t('aboutBody')}>
        <AboutForm profile={profile.data} />
        <p className="text-faint text-xs">
          {t('lastSignIn')} <Moment time={lastSignInAt} />
        </p>
      </Section>
      <Section id="password" title={t('password')} description={t('passwordBody')}>
        <PasswordForm email={email} />
      </Section>
      <Place me={me} />
    </>
  );
}

function Place({ me }: { me: Membership }) {
  const t = useTranslations('profile');
  const words = useTranslations('members');
  const meaning = useTranslations('roles.meaning');
  const { name } = useTenant();
  const [leaving, setLeaving] = useState(false);
  return (
    <Section id="tenant" title={t('role', { tenant: name })}>
      <Card>
        <CardBody className="flex flex-wrap items-center justify-between gap-4">
          <div className="min-w-0">
            <p className="font-medium text-sm">{words(`roles.${me.role}`)}</p>
            <p className="text-sm text-soft">{meaning(me.role)}</p>
          </div>
          <Button variant="danger-quiet" onClick={() => setLeaving(true)}>
            {words('actions.leave')}
          </Button>
        </CardBody>
      </Card>
      {leaving ? <LeaveTenant onClose={() => setLeaving(false)} /> : null}
    </Section>
  );
}
