import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { MemberTabs } from './_components/member-tabs.tsx';
import { MembersView } from './_components/members-view.tsx';

export default function MembersLoading() {
  const t = useTranslations('members');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <MemberTabs current="members" />
      <MembersView me={undefined} />
    </div>
  );
}
