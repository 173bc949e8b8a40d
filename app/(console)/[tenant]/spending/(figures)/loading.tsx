import { useTranslations } from 'next-intl';
import { SpendingWaiting } from '#app/(console)/[tenant]/spending/_components/spending-waiting.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function SpendingLoading() {
  const t = useTranslations('spending');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <SpendingWaiting />
    </div>
  );
}
