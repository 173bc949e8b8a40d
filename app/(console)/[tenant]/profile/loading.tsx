import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function ProfileLoading() {
  const t = useTranslations('profile');
  return (
    <div aria-busy="true" className="max-w-220 space-y-8">
      <PageHeader title={t('title')} description={t('description')} />
      <Skeleton className="h-60 w-full rounded-lg" />
      <Skeleton className="h-72 w-full rounded-lg" />
    </div>
  );
}
