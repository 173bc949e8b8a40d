import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/page-header.tsx';
import { MemberTabLinks } from './_components/member-tabs.tsx';
import { MembersWaiting } from './_components/members-view.tsx';

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
