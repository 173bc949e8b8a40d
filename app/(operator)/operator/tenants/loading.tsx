import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { TenantsWaiting } from './_components/tenants-view.tsx';

export default function TenantsLoading() {
  const t = useTranslations('operator.tenants');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <TenantsWaiting />
    </div>
  );
}
