import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function ChecksLoading() {
  const t = useTranslations('spending');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <div aria-busy className="space-y-8">
        <Skeleton className="h-32 w-full rounded-lg" />
        <Skeleton className="h-100 w-full rounded-lg" />
      </div>
    </div>
  );
}
