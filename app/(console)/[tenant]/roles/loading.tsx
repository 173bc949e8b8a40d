import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { RolesWaiting } from './_components/roles-waiting.tsx';

export default function RolesLoading() {
  const t = useTranslations('roles');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <RolesWaiting />
    </div>
  );
}
