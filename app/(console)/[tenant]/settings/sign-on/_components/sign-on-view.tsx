'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Section } from '#components/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RoleName } from '#lib/permissions.ts';
import { ConnectionForm } from './connection-form.tsx';
import { DomainList } from './domain-list.tsx';
import { EnforceCard } from './enforce-card.tsx';
import { RemoveConnection } from './remove-connection.tsx';

/** Everything about single sign-on: the provider, whose mailboxes it may sign in, and whether it is the only way. */
export function SignOnView({ own }: { own: RoleName }) {
  const t = useTranslations('sso');
  const trpc = useTRPC();
  const sso = useQuery(trpc.sso.get.queryOptions({}));
  if (sso.isError && !sso.data) {
    return <ProblemPanel error={sso.error} onRetry={() => void sso.refetch()} retrying={sso.isRefetching} />;
  }
  if (!sso.data) return <Skeleton className="h-110 w-full rounded-lg" />;
  const { connection, domains, people } = sso.data;
  return (
    <div className="space-y-8">
      <Section id="provider" title={t('provider.title')} description={t('provider.body')}>
        {/* Drawn anew after a save, so that it starts from what is stored. */}
        <ConnectionForm key={connection?.updatedAt ?? 'none'} sso={sso.data} own={own} />
      </Section>
      <Section id="domains" title={t('domains.title')} description={t('domains.body')}>
        <DomainList domains={domains} />
      </Section>
      {connection ? (
        <>
          <Section id="enforcement" title={t('enforce.title')}>
            <EnforceCard enforced={connection.enforced} />
          </Section>
          <RemoveConnection people={people} />
        </>
      ) : null}
    </div>
  );
}
