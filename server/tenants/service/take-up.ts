/** After a restoration: what the runs of the tenant's jobs left undone when it was deleted is asked for again. */
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { quotasUsedUp } from '#server/tenants/queries.ts';

/**
 * Announces used-up quotas, waiting deliveries and webhooks, half-made projects and log files again; whoever hears of them looks at
 * what is there first. Cut-offs and spending checks have watches of their own.
 */
export async function takeUpAgain(ctx: Ctx, { cause }: { cause: string }) {
  const { id: tenantId } = ctx.tenant;
  return access(ctx, 'tenant:update', async (db) => {
    const limits = await quotasUsedUp(db, tenantId);
    for (const limit of limits) {
      await db.emit('quota/limit.reached', limit, `limit-reached:${limit.bucketId}:${cause}`);
    }
    const deliveries = await db.delivery.findMany({
      where: { tenantId, state: { in: ['pending', 'retrying'] } },
      select: { id: true, channelId: true },
    });
    for (const { id, channelId } of deliveries) {
      await db.emit('alert/delivery.requested', { deliveryId: id, channelId }, `${id}:${cause}`);
    }
    const told = await db.webhookDelivery.findMany({
      where: { tenantId, state: { in: ['pending', 'retrying'] } },
      select: { id: true, webhookId: true },
    });
    for (const { id, webhookId } of told) {
      await db.emit('webhook/delivery.requested', { deliveryId: id, webhookId }, `${id}:${cause}`);
    }
    const projects = await db.subAccountProject.findMany({
      where: { tenantId, state: { in: ['attaching', 'detaching'] } },
      select: { id: true, subAccountId: true },
    });
    for (const { id, subAccountId } of projects) {
      await db.emit('project/changing', { subAccountProjectId: id, subAccountId }, `${id}:${cause}`);
    }
    const exports = await db.auditExport.findMany({
      where: { tenantId, state: { in: ['waiting', 'running'] } },
      select: { id: true },
    });
    for (const { id } of exports) {
      await db.emit('audit/export.requested', { exportId: id }, `${id}:${cause}`);
    }
    return {
      limits: limits.length,
      deliveries: deliveries.length,
      webhooks: told.length,
      projects: projects.length,
      exports: exports.length,
    };
  });
}
