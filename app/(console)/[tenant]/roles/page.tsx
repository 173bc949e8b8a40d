import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ownMembership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { callerFor } from '#app/trpc/server.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { roles } from '#lib/permissions.ts';
import { PrintButton } from './_components/print-button.tsx';
import { RoleCards } from './_components/role-cards.tsx';
import { RoleMatrix } from './_components/role-matrix.tsx';
import styles from './roles.module.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('roles');
  return { title: t('title') };
}

/** The catalogue of rights is part of the product, so this page asks the server only who holds which role. */
export default async function RolesPage({ params }: PageProps<'/[tenant]/roles'>) {
  const { tenant } = await params;
  const [t, me, caller] = await Promise.all([
    getTranslations('roles'),
    ownMembership(tenant),
    callerFor(tenant),
  ]);
  const [owner = 0, admin = 0, member = 0, viewer = 0] = await Promise.all(
    roles.map(async (role) => (await caller.members.list({ role, limit: 1 })).total ?? 0),
  );
  return (
    <div className={`${styles.sheet} space-y-5`}>
      <PageHeader title={t('title')} description={t('description')} actions={<PrintButton />} />
      <RoleCards tenant={tenant} own={me.role} people={{ owner, admin, member, viewer }} />
      <RoleMatrix own={me.role} />
    </div>
  );
}
