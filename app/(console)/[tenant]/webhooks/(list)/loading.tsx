import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function WebhooksLoading() {
  const t = useTranslations('webhooks');
  return (
    <div aria-busy className="space-y-5">
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Skeleton className="h-8 w-32" />}
      />
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  );
}
