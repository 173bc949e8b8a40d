import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { AlertsWaiting } from './_components/alerts-view.tsx';

export default function AlertsLoading() {
  const t = useTranslations('alerts');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <AlertsWaiting />
    </div>
  );
}
