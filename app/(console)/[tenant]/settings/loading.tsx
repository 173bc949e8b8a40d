import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function SettingsLoading() {
  const t = useTranslations('settings');
  return (
    <div aria-busy="true" className="max-w-240 space-y-8">
      <PageHeader title={t('title')} description={t('description')} />
      <Section title={t('tenant.title')} description={t('tenant.body')}>
        <Skeleton className="h-72 w-full rounded-lg" />
      </Section>
      <Section title={t('steering')} description={t('steeringBody')}>
        <Skeleton className="h-110 w-full rounded-lg" />
      </Section>
    </div>
  );
}
