import { useTranslations } from 'next-intl';
import { KeysWaiting } from '#app/(console)/[tenant]/keys/_components/keys-view.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function KeysLoading() {
  const t = useTranslations('keys');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <KeysWaiting />
    </div>
  );
}
