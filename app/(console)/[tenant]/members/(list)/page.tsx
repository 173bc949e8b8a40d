import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listState } from '#app/(console)/[tenant]/_components/list/list-state.ts';
import { InviteButton } from '#app/(console)/[tenant]/members/_components/invite-button.tsx';
import {
  countInput,
  memberListInput,
  memberTable,
} from '#app/(console)/[tenant]/members/_components/member-table.ts';
import { MemberTabs } from '#app/(console)/[tenant]/members/_components/member-tabs.tsx';
import { MembersView } from '#app/(console)/[tenant]/members/_components/members-view.tsx';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('members');
  return { title: t('title') };
}

export default async function MembersPage({ params, searchParams }: PageProps<'/[tenant]/members'>) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations('members')]);
  const { members } = trpcFor(tenant);
  const { timeZone } = (await (await pageDoor(tenant)).tenant()).tenant;
  const input = memberListInput(await listState(tenant, 'members', memberTable, search), timeZone);
  const [me] = await Promise.all([
    ownMembership(tenant),
    queryClient().prefetchQuery(members.list.queryOptions(input)),
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
        <MemberTabs current="members" />
        <MembersView me={me} />
      </Hydrated>
    </div>
  );
}
