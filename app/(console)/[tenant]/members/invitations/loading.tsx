import { useTranslations } from 'next-intl';
import { InvitationsWaiting } from '#app/(console)/[tenant]/members/_components/invitations-view.tsx';
import { MemberTabLinks } from '#app/(console)/[tenant]/members/_components/member-tabs.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function InvitationsLoading() {
  const t = useTranslations('members');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <MemberTabLinks current="invitations" counts={{}} />
      <InvitationsWaiting />
    </div>
  );
}
