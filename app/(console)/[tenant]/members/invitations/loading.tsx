import { useTranslations } from 'next-intl';
import { InvitationsView } from '#app/(console)/[tenant]/members/_components/invitations-view.tsx';
import { MemberTabs } from '#app/(console)/[tenant]/members/_components/member-tabs.tsx';
import { PageHeader } from '#components/page-header.tsx';

export default function InvitationsLoading() {
  const t = useTranslations('members');
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <MemberTabs current="invitations" />
      <InvitationsView waiting />
    </div>
  );
}
