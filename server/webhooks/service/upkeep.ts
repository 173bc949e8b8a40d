/** What nobody looks for any more goes: events, their deliveries and attempts. */
import { platformAccess } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';

const KEPT_MS = 30 * 24 * 3_600_000;

/** Removes events of more than 30 days ago, of all tenants, with their deliveries. */
export async function purgeEvents(ctx: PlatformCtx): Promise<{ events: number }> {
  const before = new Date(ctx.now().getTime() - KEPT_MS);
  return platformAccess(
    ctx,
    'platform:jobs',
    async (tx) => {
      const { count } = await tx.webhookEvent.deleteMany({ where: { at: { lt: before } } });
      return { events: count };
    },
    { timeoutMs: 120_000 },
  );
}
