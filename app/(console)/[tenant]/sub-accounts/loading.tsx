import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { CreateLink } from './_components/no-sub-accounts.tsx';
import { SubAccountsWaiting } from './_components/sub-accounts-view.tsx';

export default function SubAccountsLoading() {
  const t = useTranslations('subAccounts');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('intro')} actions={<CreateLink />} />
      <SubAccountsWaiting />
    </div>
  );
}
