/** The installation as a whole: what is old enough to be thrown away. */
import { platformAccess } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { ANSWERS_KEPT_MS } from '#server/core/idempotency.ts';
import { purgeChecks } from '#server/spending/service/checks.ts';
import { purgeHealth } from './service/history.ts';

const HOUR_MS = 3_600_000;
const EVENTS_KEPT_MS = 7 * 24 * HOUR_MS;
const SESSIONS_KEPT_MS = 7 * 24 * HOUR_MS;

/**
 * Deletes what nobody asks for any more: remembered answers after a day, handed-over events after a week, counters
 * whose time is up, sessions a week after their end, links of mails, samples of health beyond what is shown, spending checks after a quarter. Returns how many rows of each.
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
      const sessions = await tx.userSession.deleteMany({ where: { expiresAt: before(SESSIONS_KEPT_MS) } });
      const links = await tx.mailLink.deleteMany({ where: { expiresAt: before(HOUR_MS) } });
      const samples = await purgeHealth(tx, ctx.now());
      const checks = await purgeChecks(tx, ctx.now());
      return {
        answers: answers.count,
        events: events.count,
        counters: counters.count,
        sessions: sessions.count,
        links: links.count,
        samples,
        checks,
      };
    },
    { timeoutMs: 120_000 },
  );
}
