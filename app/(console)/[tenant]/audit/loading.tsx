import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { AuditWaiting } from './_components/audit-view.tsx';
import { LogActions } from './_components/log-actions.tsx';

export default function AuditLoading() {
  const t = useTranslations('audit');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} actions={<LogActions />} />
      <AuditWaiting />
    </div>
  );
}
