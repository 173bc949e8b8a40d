import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of a run while it is on the way. */
export default function RunLoading() {
  const t = useTranslations('operator.jobs');
  return (
    <div aria-busy="true" className="space-y-6">
      <PageHeader title={t('title')} meta={<Skeleton className="h-5 w-60" />} />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </div>
  );
}
