import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageDoor } from '#app/session.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { readTableState } from '#components/data-table/table-state.ts';
import { PageHeader } from '#components/page-header.tsx';
import { userListInput, userTable } from './_components/user-table.ts';
import { UsersView } from './_components/users-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.users');
  return { title: t('title') };
}

export default async function UsersPage({ searchParams }: PageProps<'/operator/users'>) {
  const [search, t, door] = await Promise.all([
    searchParams,
    getTranslations('operator.users'),
    pageDoor(null),
  ]);
  const input = userListInput(readTableState(userTable, search));
  const [{ actor }] = await Promise.all([
    door.platform(),
    queryClient().prefetchQuery(trpcFor(null).platform.users.queryOptions(input)),
  ]);
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} description={t('description')} />
      <Hydrated>
        <UsersView ownId={actor.id} />
      </Hydrated>
    </div>
  );
}
