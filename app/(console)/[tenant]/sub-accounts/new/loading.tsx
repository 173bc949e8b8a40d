import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function NewSubAccountLoading() {
  const t = useTranslations('subAccounts.new');
  return (
    <div className="mx-auto max-w-220 space-y-5">
      <PageHeader title={t('title')} description={t('body')} />
      <div aria-busy className="space-y-6">
        <Skeleton className="h-90 w-full rounded-lg" />
        <Skeleton className="h-60 w-full rounded-lg" />
        <Skeleton className="h-48 w-full rounded-lg" />
      </div>
    </div>
  );
}
