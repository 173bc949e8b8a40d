'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Section } from '#components/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { AccentForm } from './accent-form.tsx';
import { DeleteCard } from './delete-card.tsx';
import { LogoCard } from './logo-card.tsx';
import { TransferCard } from './transfer-card.tsx';

/** What a tenant looks like, whose it is, and how it ends. */
export function TenantView({ memberId }: { memberId: string }) {
  const t = useTranslations('tenant');
  return (
    <div className="space-y-8">
      <Section id="branding" title={t('branding.title')} description={t('branding.body')}>
        <Branding />
      </Section>
      <Section id="ownership" title={t('transfer.title')} description={t('transfer.body')}>
        <TransferCard memberId={memberId} />
      </Section>
      <Section id="end" title={t('deletion.title')} description={t('deletion.body')}>
        <DeleteCard />
      </Section>
    </div>
  );
}

function Branding() {
  const trpc = useTRPC();
  const tenant = useQuery(trpc.tenant.get.queryOptions({}));
  if (tenant.data) {
    return (
      <div className="grid gap-4">
        <LogoCard tenant={tenant.data} />
        {/* Drawn anew after a save, so that it starts from what is stored. */}
        <AccentForm key={tenant.data.accent ?? 'none'} tenant={tenant.data} />
      </div>
    );
  }
  if (tenant.isError) {
    const retry = () => void tenant.refetch();
    return <ProblemPanel error={tenant.error} onRetry={retry} retrying={tenant.isRefetching} />;
  }
  return <Skeleton className="h-60 w-full rounded-lg" />;
}
