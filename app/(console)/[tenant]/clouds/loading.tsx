import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { CloudsWaiting } from './_components/clouds-view.tsx';

export default function CloudsLoading() {
  const t = useTranslations('clouds');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <CloudsWaiting />
    </div>
  );
}
