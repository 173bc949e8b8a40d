/** Where somebody is taken when they come: to the tenant that they used last, on whatever device. */
import { Prisma } from '#prisma/generated/client.ts';
import { withIdentity } from '#server/core/identity.ts';
import { identityRead } from '#server/core/identity-reads.ts';
import { listMyTenants } from '#server/tenants/service.ts';

/** The address of their start page; null for somebody without a tenant. The id comes from their session. */
export async function homeOf(userId: string): Promise<string | null> {
  const [tenants, user] = await Promise.all([
    listMyTenants(userId),
    withIdentity((tx) => tx.user.findUnique({ where: { id: userId }, select: { lastTenantId: true } })),
  ]);
  const open = tenants.filter(({ status }) => status === 'active');
  const last = open.find(({ id }) => id === user?.lastTenantId);
  const best = last ?? open[0] ?? tenants.find(({ status }) => status === 'suspended');
  if (best) return `/${best.slug}`;
  const [deleted] = tenants;
  return deleted ? `/deleted?tenant=${deleted.slug}` : null;
}

/** Remembers where somebody is; the id comes from their session. */
export async function noteLastTenant(userId: string, tenantId: string): Promise<void> {
  const [there] = await identityRead(
    Prisma.sql`select 1 from app_user where id = ${userId} and last_tenant_id = ${tenantId}`,
  );
  if (there) return;
  await withIdentity((tx) =>
    tx.user.updateMany({
      where: { id: userId, OR: [{ lastTenantId: null }, { lastTenantId: { not: tenantId } }] },
      data: { lastTenantId: tenantId },
    }),
  );
}
