import { useTranslations } from 'next-intl';
import { CreateLink } from '#app/(console)/[tenant]/sub-accounts/_components/no-sub-accounts.tsx';
import { SubAccountsWaiting } from '#app/(console)/[tenant]/sub-accounts/_components/sub-accounts-view.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function SubAccountsLoading() {
  const t = useTranslations('subAccounts');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('intro')} actions={<CreateLink />} />
      <SubAccountsWaiting />
    </div>
  );
}
