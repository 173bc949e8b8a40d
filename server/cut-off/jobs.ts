import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { cutOffAtLimit, restoreWhenCleared } from './service/begin.ts';
import { listStoppedSagas, resumeSaga } from './service/retry.ts';
import { failSaga, finishSaga, openSteps, runStep } from './service/run.ts';

/** One at a time for a sub-account, a few at a time for the installation. */
const oneAtATime: [{ limit: number; key: string }, { limit: number }] = [
  { limit: 1, key: 'event.data.subAccountId' },
  { limit: 20 },
];

export const cutOffJobs = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'cut-off-saga',
      triggers: [events.sagaStarted],
      retries: 8,
      concurrency: oneAtATime,
      onFailure: async ({ event, error, runId }) => {
        const { tenantId, sagaId } = events.sagaStarted.schema.parse(event.data.event.data);
        await failSaga(await jobCtx('cut-off-saga', tenantId, runId), { sagaId, message: error.message });
      },
    },
    async ({ event, step, runId }) => {
      const { tenantId, sagaId } = event.data;
      const ctx = () => jobCtx('cut-off-saga', tenantId, runId);
      const steps = await step.run('begin', async () => openSteps(await ctx(), { sagaId }));
      for (const { position, name } of steps) {
        await step.run(name, async () => runStep(await ctx(), { sagaId, position }));
      }
      await step.run('finish', async () => finishSaga(await ctx(), { sagaId }));
    },
  ),
  inngest.createFunction(
    { id: 'cut-off-at-limit', triggers: [events.limitReached], retries: 12, concurrency: oneAtATime },
    async ({ event, step, runId }) => {
      const { tenantId, ...limit } = event.data;
      return step.run('begin', async () =>
        cutOffAtLimit(await jobCtx('cut-off-at-limit', tenantId, runId), limit),
      );
    },
  ),
  inngest.createFunction(
    { id: 'restore-when-cleared', triggers: [events.limitCleared], retries: 12, concurrency: oneAtATime },
    async ({ event, step, runId }) => {
      const { tenantId, ...limit } = event.data;
      return step.run('begin', async () =>
        restoreWhenCleared(await jobCtx('restore-when-cleared', tenantId, runId), limit),
      );
    },
  ),
  inngest.createFunction(
    { id: 'cut-off-watch', triggers: [{ cron: '*/10 * * * *' }], retries: 2 },
    async ({ step, runId }) => {
      const stopped = await step.run('find', () => listStoppedSagas(platformSystemCtx('cut-off-watch')));
      for (const { tenantId, sagaId } of stopped) {
        await step.run(`resume-${sagaId}`, async () =>
          resumeSaga(await jobCtx('cut-off-watch', tenantId, runId), { sagaId }),
        );
      }
    },
  ),
];
