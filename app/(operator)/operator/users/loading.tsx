import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { UsersWaiting } from './_components/users-view.tsx';

export default function UsersLoading() {
  const t = useTranslations('operator.users');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <UsersWaiting />
    </div>
  );
}
