'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { NoSubAccounts } from '#app/(console)/[tenant]/sub-accounts/_components/no-sub-accounts.tsx';
import { useCloudOptions } from '#app/(console)/[tenant]/sub-accounts/_components/use-cloud-options.ts';
import { Can, useCan } from '#components/can.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import { CreatedPanel } from './created-panel.tsx';
import { LoginFields } from './login-fields.tsx';
import { MoneyFields } from './money-fields.tsx';
import { blankAccount, type NewAccountIn, type NewAccountOut } from './new-account-form.ts';
import { useCreate } from './use-create.ts';
import { UserFields } from './user-fields.tsx';

const schema = () => import('./new-account-schema.ts').then((m) => m.newAccountForm);

/** Creates a sub-account in the cloud, with what it needs for its first day. */
export function NewSubAccount({ cloudAccountId }: { cloudAccountId: string | null }) {
  const t = useTranslations('subAccounts.new');
  const router = useRouter();
  const { slug } = useTenant();
  const { clouds, pending, options } = useCloudOptions();
  const { created, create } = useCreate();
  const form = useSchemaForm<NewAccountIn, NewAccountOut>(schema, { defaultValues: blankAccount });
  const problem = useFormProblem(form);
  const { isDirty, isSubmitting } = form.formState;
  const title = t('title');
  const crumbs = useMemo(() => [{ label: title }], [title]);
  const first = clouds?.find((cloud) => cloud.id === cloudAccountId)?.id ?? clouds?.[0]?.id;
  const chosen = form.watch('cloudAccountId');
  useEffect(() => {
    if (first && chosen === '') form.resetField('cloudAccountId', { defaultValue: first });
  }, [first, chosen, form]);
  const mayRead = useCan('cloud-account:read');
  const open = (subAccountId: string) => router.push(`/${slug}/sub-accounts/${subAccountId}`);
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      const result = await create(values);
      const { password, accessKey, warnings } = result;
      if (password !== null || accessKey !== null || warnings.length > 0) return;
      toast.success(t('done', { name: result.userName }));
      open(result.subAccountId);
    } catch (error) {
      problem.show(error);
    }
  });
  if (created) {
    return (
      <>
        <PageChrome crumbs={crumbs} />
        <CreatedPanel created={created} />
      </>
    );
  }
  if (pending) return <Skeleton className="h-96 w-full rounded-lg" />;
  if (mayRead && clouds?.length === 0) {
    return (
      <Card>
        <NoSubAccounts />
      </Card>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-6">
      <PageChrome crumbs={crumbs} />
      <UnsavedGuard when={isDirty && !isSubmitting} loss={t('loss')} action={t('leave')} />
      <UserFields form={form} clouds={options} />
      <LoginFields form={form} />
      <MoneyFields form={form} />
      {problem.panel}
      <div className="flex flex-wrap justify-end gap-2">
        <Button asChild>
          <Link href={`/${slug}/sub-accounts`}>{t('cancel')}</Link>
        </Button>
        <Can permission="sub-account:create">
          <Button type="submit" variant="primary" pending={isSubmitting}>
            {t('submit')}
          </Button>
        </Can>
      </div>
    </form>
  );
}
