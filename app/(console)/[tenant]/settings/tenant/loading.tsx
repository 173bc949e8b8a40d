import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function TenantLoading() {
  const t = useTranslations('tenant');
  const settings = useTranslations('settings');
  return (
    <div aria-busy="true" className="max-w-240 space-y-6">
      <PageHeader title={settings('title')} description={t('description')} />
      <Skeleton className="h-9 w-80 max-w-full" />
      <Section title={t('branding.title')} description={t('branding.body')}>
        <Skeleton className="h-60 w-full rounded-lg" />
      </Section>
      <Section title={t('transfer.title')} description={t('transfer.body')}>
        <Skeleton className="h-16 w-full rounded-lg" />
      </Section>
    </div>
  );
}
