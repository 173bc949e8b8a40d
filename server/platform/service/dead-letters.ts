/** Deliveries that were given up, over all tenants, and sending them on their way again. */
import { notFound } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { platformAccess } from '#server/core/access.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { maskText } from '#server/core/mask.ts';
import { resendDelivery } from '#server/deliveries/service.ts';
import { deadDeliveryIds } from '#server/platform/queries.ts';
import type { DeadDeliveryRef, ListDeadDeliveriesInput } from '#server/platform/schema.ts';

/** Newest first. What the alert says belongs to the tenant and is not read. */
export async function listDeadDeliveries(ctx: PlatformCtx, { cursor, limit }: ListDeadDeliveriesInput) {
  const after = decodeCursor(cursor, 1);
  const rows = await platformAccess(ctx, 'platform:read', async (tx) =>
    tx.delivery.findMany({
      where: { id: { in: await deadDeliveryIds(tx, after ? String(after[0]) : null, limit + 1) } },
      orderBy: { id: 'desc' },
      select: {
        id: true,
        attempts: true,
        lastError: true,
        createdAt: true,
        lastAttemptAt: true,
        tenant: { select: { slug: true, name: true } },
        channel: { select: { kind: true } },
        alert: { select: { type: true, severity: true } },
      },
    }),
  );
  const page = cutPage(rows, limit, (row) => [row.id]);
  const items = page.items.map(({ channel, alert, lastError, ...row }) => ({
    ...row,
    channelKind: channel.kind,
    alertType: alert.type,
    severity: alert.severity,
    error: messageOf(lastError),
  }));
  return { ...page, items };
}

/** Sends a dead delivery again; the tenant's audit log names the operator. */
export async function resendDeadDelivery(ctx: PlatformCtx, { deliveryId }: DeadDeliveryRef) {
  const row = await platformAccess(ctx, 'platform:jobs', (tx) =>
    tx.delivery.findFirst({ where: { id: deliveryId }, select: { tenantId: true } }),
  );
  if (!row) throw notFound('delivery');
  const { id } = await resendDelivery(await inTenant(ctx, row.tenantId), { deliveryId });
  return { id };
}

/** Whoever asks, at work inside a tenant, for the one verb behind it. */
async function inTenant(ctx: PlatformCtx, tenantId: string): Promise<Ctx> {
  const { kind, id, name } = ctx.actor;
  const inside = await jobCtx(name, tenantId, ctx.requestId);
  const actor = { kind, id, name, permissions: inside.actor.permissions };
  return { ...inside, actor, source: ctx.source, now: ctx.now };
}

function messageOf(lastError: unknown): string | null {
  if (typeof lastError !== 'object' || lastError === null) return null;
  const message: unknown = Reflect.get(lastError, 'message');
  return typeof message === 'string' ? maskText(message) : null;
}
