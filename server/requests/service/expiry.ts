/** Requests that nobody decided in time, and links that nobody can use any more. */
import type { Prisma } from '#prisma/generated/client.ts';
import { access, type Db, platformAccess } from '#server/core/access.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { settle, tellAsker } from './decision.ts';

const AT_ONCE = 500;
/** For so long a link that has run out still says what became of its request. */
const LINKS_KEPT_MS = 90 * 86_400_000;

/** The tenants in which a request has run out. */
export async function listExpired(ctx: PlatformCtx): Promise<{ tenantId: string }[]> {
  return platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.quotaRequest.findMany({
      where: { state: 'pending', expiresAt: { lte: ctx.now() }, tenant: { status: 'active' } },
      distinct: ['tenantId'],
      select: { tenantId: true },
    }),
  );
}

/** Ends the requests of this tenant that have run out. Repeating it changes nothing. */
export async function expireRequests(ctx: Ctx): Promise<{ expired: number }> {
  return access(ctx, 'quota:request', async (db) => ({
    expired: await expireDue(db, ctx, { tenantId: ctx.tenant.id }),
  }));
}

/** The same for some of them, whoever asks. */
export async function expireDue(db: Db, ctx: Ctx, which: Prisma.QuotaRequestWhereInput): Promise<number> {
  const due = await db.quotaRequest.findMany({
    where: { ...which, tenantId: ctx.tenant.id, state: 'pending', expiresAt: { lte: ctx.now() } },
    orderBy: { id: 'asc' },
    take: AT_ONCE,
  });
  let expired = 0;
  for (const request of due) {
    const { count } = await db.quotaRequest.updateMany({
      where: { tenantId: ctx.tenant.id, id: request.id, state: 'pending' },
      data: { state: 'expired', decidedAt: ctx.now() },
    });
    if (count === 0) continue;
    expired += 1;
    await settle(db, ctx, request, { action: 'quota-request.expire', after: { state: 'expired' } });
    await tellAsker(db, request.id);
  }
  return expired;
}

/** Forgets old links of all tenants. */
export async function purgeLinks(ctx: PlatformCtx): Promise<{ links: number }> {
  const before = new Date(ctx.now().getTime() - LINKS_KEPT_MS);
  return platformAccess(ctx, 'platform:jobs', async (tx) => {
    const { count } = await tx.approvalLink.deleteMany({ where: { expiresAt: { lt: before } } });
    return { links: count };
  });
}
