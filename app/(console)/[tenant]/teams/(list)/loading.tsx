import { useTranslations } from 'next-intl';
import { TeamsWaiting } from '#app/(console)/[tenant]/teams/_components/teams-waiting.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function TeamsLoading() {
  const t = useTranslations('teams');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <TeamsWaiting />
    </div>
  );
}
