/** The installation as a whole: how it is, and what is old enough to be thrown away. */
import { platformAccess } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { getHealth } from './health.ts';
import type { GetSystemHealthInput } from './schema.ts';

const HOUR_MS = 3_600_000;
const ANSWERS_KEPT_MS = 48 * HOUR_MS;
const EVENTS_KEPT_MS = 7 * 24 * HOUR_MS;

/** Every part with its figures. */
export async function getSystemHealth(ctx: PlatformCtx, _input: GetSystemHealthInput = {}) {
  await platformAccess(ctx, 'platform:read', async () => {});
  return getHealth(ctx);
}

/**
 * Deletes what nobody asks for any more: remembered answers after two days, handed-over events after a week, counters
 * whose time is up. Returns how many rows of each.
 */
export async function cleanUp(ctx: PlatformCtx) {
  const before = (ms: number) => ({ lt: new Date(ctx.now().getTime() - ms) });
  return platformAccess(
    ctx,
    'platform:jobs',
    async (tx) => {
      const answers = await tx.idempotencyKey.deleteMany({ where: { createdAt: before(ANSWERS_KEPT_MS) } });
      const events = await tx.outboxEvent.deleteMany({ where: { sentAt: before(EVENTS_KEPT_MS) } });
      const counters = await tx.rateLimit.deleteMany({ where: { resetsAt: before(HOUR_MS) } });
      return { answers: answers.count, events: events.count, counters: counters.count };
    },
    { timeoutMs: 120_000 },
  );
}
