import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function PlatformSettingsLoading() {
  const t = useTranslations('operator.settings');
  return (
    <div aria-busy="true" className="max-w-240 space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Skeleton className="h-110 w-full rounded-lg" />
    </div>
  );
}
