import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { SpendingWaiting } from './_components/spending-waiting.tsx';

export default function SpendingLoading() {
  const t = useTranslations('spending');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <SpendingWaiting />
    </div>
  );
}
