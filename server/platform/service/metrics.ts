/** The figures that are only known by asking, and with them everything that was counted. */
import { platformAccess } from '#server/core/access.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { jobDesk } from '#server/core/job-desk.ts';
import { metrics, metricsText } from '#server/core/metrics.ts';
import { sampledStates } from '#server/platform/health.ts';
import { severityOf } from '#server/platform/policy.ts';
import { readTotals } from '#server/spending/service/totals.ts';
import { somebodyLeads } from './parts.ts';

/** Everything in Prometheus' text format. What does not answer is left as it was; the rest is told all the same. */
export async function readMetrics(ctx: PlatformCtx): Promise<{ text: string; contentType: string }> {
  await Promise.allSettled([outbox(ctx), jobs(), health(ctx), totals(ctx)]);
  return metricsText();
}

async function outbox(ctx: PlatformCtx): Promise<void> {
  const { _count, _min } = await platformAccess(ctx, 'platform:read', (tx) =>
    tx.outboxEvent.aggregate({
      where: { sentAt: null, tenant: { status: { not: 'deleted' } } },
      _count: true,
      _min: { createdAt: true },
    }),
  );
  metrics.outboxWaiting().set(_count);
  const age = _min.createdAt ? ctx.now().getTime() - _min.createdAt.getTime() : 0;
  metrics.outboxAge().set(Math.max(0, age / 1000));
}

async function jobs(): Promise<void> {
  const desk = jobDesk();
  if (!desk) return;
  const { queued, running, oldestSeconds } = await desk.figures();
  metrics.jobsQueued().set({ state: 'queued' }, queued);
  metrics.jobsQueued().set({ state: 'running' }, running);
  metrics.jobsWaiting().set(Math.max(0, oldestSeconds ?? 0));
  metrics.jobsLed().set(Number(await somebodyLeads()));
}

async function health(ctx: PlatformCtx): Promise<void> {
  const states = await sampledStates(ctx);
  // A part that is not sampled any more has no state.
  metrics.healthState().reset();
  for (const [part, state] of Object.entries(states)) metrics.healthState().set({ part }, severityOf(state));
}

async function totals(ctx: PlatformCtx): Promise<void> {
  metrics.totalsDifferences().set((await readTotals(ctx))?.differences.length ?? 0);
}
