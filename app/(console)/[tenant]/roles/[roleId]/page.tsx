import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { EditRole } from '#app/(console)/[tenant]/roles/_components/edit-role.tsx';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('roles.form');
  return { title: t('editTitle') };
}

export default async function EditRolePage({ params }: PageProps<'/[tenant]/roles/[roleId]'>) {
  const { tenant, roleId } = await params;
  const [me] = await Promise.all([
    ownMembership(tenant),
    queryClient().prefetchQuery(trpcFor(tenant).roles.list.queryOptions()),
  ]);
  return (
    <div className="mx-auto max-w-280 space-y-5">
      <Hydrated>
        <EditRole roleId={roleId} me={me} />
      </Hydrated>
    </div>
  );
}
