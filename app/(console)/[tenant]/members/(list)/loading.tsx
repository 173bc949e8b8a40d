import { useTranslations } from 'next-intl';
import { MemberTabLinks } from '#app/(console)/[tenant]/members/_components/member-tabs.tsx';
import { MembersWaiting } from '#app/(console)/[tenant]/members/_components/members-view.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function MembersLoading() {
  const t = useTranslations('members');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <MemberTabLinks current="members" counts={{}} />
      <MembersWaiting />
    </div>
  );
}
