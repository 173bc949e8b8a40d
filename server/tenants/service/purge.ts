/** The purge: everything below a tenant goes, a bounded piece at a time; what is left of it is one row of the platform. */
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { platformAccess } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { countAll, lockDue, removalOrder, removeAudit, removeRows } from '#server/tenants/queries.ts';
import type { ListPurgedInput, TenantRefInput } from '#server/tenants/schema.ts';

/** Of one transaction. */
const ROWS = 5_000;
const TENANTS = 20;
const LONG = { timeoutMs: 120_000 };

/** Deleted tenants whose thirty days are over, the oldest first. */
export async function listDue(ctx: PlatformCtx): Promise<string[]> {
  return platformAccess(ctx, 'platform:jobs', async (tx) => {
    const rows = await tx.tenant.findMany({
      where: { status: 'deleted', purgeAt: { lte: ctx.now() } },
      orderBy: { purgeAt: 'asc' },
      take: TENANTS,
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  });
}

/** Writes down what there is before anything goes. A repeat leaves what the first one wrote. */
export async function beginPurge(ctx: PlatformCtx, { tenantId }: TenantRefInput): Promise<boolean> {
  return platformAccess(
    ctx,
    'platform:jobs',
    async (tx) => {
      const tenant = await lockDue(tx, tenantId, ctx.now());
      if (!tenant?.deletedAt) return false;
      const { id, slug, name, createdAt, deletedAt, deletedBy } = tenant;
      const by = { deletedBy: deletedBy ?? '', startedAt: ctx.now(), purgedBy: ctx.actor.name };
      const counts = await countAll(tx, id);
      await tx.purgedTenant.createMany({
        data: [{ id, slug, name, createdAt, deletedAt, counts, ...by }],
        skipDuplicates: true,
      });
      return true;
    },
    LONG,
  );
}

/**
 * Removes some rows, and says how many; none left when it is 0. Cut short or done twice it goes on with what is still
 * there. A tenant that is not due loses nothing.
 */
export async function purgeRows(
  ctx: PlatformCtx,
  { tenantId }: TenantRefInput,
  most = ROWS,
): Promise<number> {
  return platformAccess(
    ctx,
    'platform:jobs',
    async (tx) => {
      if (!(await lockDue(tx, tenantId, ctx.now()))) return 0;
      let removed = await removeAudit(tx, tenantId, most);
      for (const table of await removalOrder(tx)) {
        if (removed >= most) break;
        removed += await removeRows(tx, table, tenantId, most - removed);
      }
      return removed;
    },
    LONG,
  );
}

/** Takes the tenant itself away, with what may have come in since, and notes the moment. */
export async function finishPurge(ctx: PlatformCtx, { tenantId }: TenantRefInput): Promise<boolean> {
  return platformAccess(
    ctx,
    'platform:jobs',
    async (tx) => {
      if (!(await lockDue(tx, tenantId, ctx.now()))) return false;
      await tx.tenant.delete({ where: { id: tenantId } });
      await tx.purgedTenant.updateMany({
        where: { id: tenantId, purgedAt: null },
        data: { purgedAt: ctx.now() },
      });
      return true;
    },
    LONG,
  );
}

/** The tenants that are gone, the last one first. */
export async function listPurged(ctx: PlatformCtx, { cursor, limit }: ListPurgedInput) {
  const [after] = decodeCursor(cursor, 1) ?? [];
  return platformAccess(ctx, 'platform:read', async (tx) => {
    const rows = await tx.purgedTenant.findMany({
      where: after ? { id: { lt: String(after) } } : {},
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return { ...cutPage(rows, limit, (row) => [row.id]), total: await tx.purgedTenant.count() };
  });
}
