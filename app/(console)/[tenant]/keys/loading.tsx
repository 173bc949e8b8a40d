import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { KeysWaiting } from './_components/keys-view.tsx';

export default function KeysLoading() {
  const t = useTranslations('keys');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <KeysWaiting />
    </div>
  );
}
