import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { RequestsWaiting } from './_components/requests-view.tsx';

export default function RequestsLoading() {
  const t = useTranslations('requests');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <RequestsWaiting />
    </div>
  );
}
