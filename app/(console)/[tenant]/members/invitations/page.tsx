import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { InvitationsView } from '#app/(console)/[tenant]/members/_components/invitations-view.tsx';
import { InviteButton } from '#app/(console)/[tenant]/members/_components/invite-button.tsx';
import {
  countInput,
  invitationListInput,
  invitationTable,
} from '#app/(console)/[tenant]/members/_components/member-table.ts';
import { MemberTabs } from '#app/(console)/[tenant]/members/_components/member-tabs.tsx';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('members.tabs');
  return { title: t('invitations') };
}

export default async function InvitationsPage(props: PageProps<'/[tenant]/members/invitations'>) {
  const [{ tenant }, search, t] = await Promise.all([
    props.params,
    props.searchParams,
    getTranslations('members'),
  ]);
  const { members } = trpcFor(tenant);
  const state = await listState(tenant, 'members/invitations', invitationTable, search);
  const input = invitationListInput(state);
  const [me] = await Promise.all([
    ownMembership(tenant),
    queryClient().prefetchQuery(members.invitations.queryOptions(input)),
    queryClient().prefetchQuery(members.list.queryOptions(countInput)),
    queryClient().prefetchQuery(members.invitations.queryOptions(countInput)),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<InviteButton own={me.role} />}
      />
      <Hydrated>
        <MemberTabs current="invitations" />
        <InvitationsView />
      </Hydrated>
    </div>
  );
}
