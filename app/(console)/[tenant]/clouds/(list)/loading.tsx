import { useTranslations } from 'next-intl';
import { CloudsWaiting } from '#app/(console)/[tenant]/clouds/_components/clouds-view.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function CloudsLoading() {
  const t = useTranslations('clouds');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <CloudsWaiting />
    </div>
  );
}
