import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { AuditWaiting } from './_components/audit-view.tsx';

export default function AuditLoading() {
  const t = useTranslations('audit');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <AuditWaiting />
    </div>
  );
}
