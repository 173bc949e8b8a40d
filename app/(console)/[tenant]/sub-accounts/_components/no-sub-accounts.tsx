'use client';
import { Gauge, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useCloudOptions } from './use-cloud-options.ts';

/** The first step of a tenant without sub-accounts: a cloud account, then a user of it. */
export function NoSubAccounts() {
  const t = useTranslations('subAccounts.empty');
  const { slug } = useTenant();
  const { clouds, pending } = useCloudOptions();
  const mayConnect = useCan('cloud-account:connect');
  const mayImport = useCan('sub-account:create');
  if (pending) {
    return (
      <div className="grid place-items-center p-12">
        <Skeleton className="h-24 w-72" />
      </div>
    );
  }
  const [first, ...others] = clouds ?? [];
  if (!first) {
    return (
      <EmptyState
        icon={<Gauge />}
        title={t('noCloud')}
        action={
          mayConnect ? (
            <Button asChild variant="primary">
              <Link href={`/${slug}/clouds/connect`}>{t('connect')}</Link>
            </Button>
          ) : (
            <Can permission="cloud-account:connect">
              <Button variant="primary">{t('connect')}</Button>
            </Can>
          )
        }
      >
        {t('noCloudBody')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Gauge />}
      title={t('none')}
      action={
        <>
          <CreateLink />
          {mayImport ? (
            <Button asChild>
              <Link href={others.length === 0 ? `/${slug}/clouds/${first.id}` : `/${slug}/clouds`}>
                {t('import')}
              </Link>
            </Button>
          ) : null}
        </>
      }
    >
      {t('noneBody')}
    </EmptyState>
  );
}

/** The way to a new sub-account; without the right it stays as a button that says why. */
export function CreateLink() {
  const t = useTranslations('subAccounts.actions');
  const { slug } = useTenant();
  const face = (
    <>
      <Plus aria-hidden />
      {t('create')}
    </>
  );
  return useCan('sub-account:create') ? (
    <Button asChild variant="primary">
      <Link href={`/${slug}/sub-accounts/new`}>{face}</Link>
    </Button>
  ) : (
    <Can permission="sub-account:create">
      <Button variant="primary">{face}</Button>
    </Can>
  );
}
