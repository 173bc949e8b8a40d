import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { NewRoleLink } from './_components/new-role-link.tsx';
import { PrintButton } from './_components/print-button.tsx';
import { RolesView } from './_components/roles-view.tsx';
import styles from './roles.module.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('roles');
  return { title: t('title') };
}

export default async function RolesPage({ params }: PageProps<'/[tenant]/roles'>) {
  const { tenant } = await params;
  const [t, me] = await Promise.all([
    getTranslations('roles'),
    ownMembership(tenant),
    queryClient().prefetchQuery(trpcFor(tenant).roles.list.queryOptions()),
  ]);
  return (
    <div className={`${styles.sheet} space-y-5`}>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <PrintButton />
            <NewRoleLink />
          </>
        }
      />
      <Hydrated>
        <RolesView me={me} />
      </Hydrated>
    </div>
  );
}
