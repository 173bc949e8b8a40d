import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function DomainsLoading() {
  const t = useTranslations('sso.operator');
  return (
    <div aria-busy="true" className="max-w-240 space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Skeleton className="h-60 w-full rounded-lg" />
    </div>
  );
}
