import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function SignOnLoading() {
  const t = useTranslations('sso');
  const settings = useTranslations('settings');
  return (
    <div aria-busy="true" className="max-w-240 space-y-6">
      <PageHeader title={settings('title')} description={t('description')} />
      <Skeleton className="h-9 w-60" />
      <Section title={t('provider.title')} description={t('provider.body')}>
        <Skeleton className="h-110 w-full rounded-lg" />
      </Section>
    </div>
  );
}
