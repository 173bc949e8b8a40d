import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { listLostClaims } from './service/key-claims.ts';
import { settleLostClaim } from './service/lost-keys.ts';
import { syncCloudAccount } from './service/sync.ts';

export const iamJobs = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'iam-first-sync',
      triggers: [events.cloudAccountConnected],
      retries: 5,
      concurrency: [{ key: 'event.data.cloudAccountId', limit: 1 }],
    },
    async ({ event, step, runId }) => {
      const { tenantId, cloudAccountId } = event.data;
      return step.run('sync', async () =>
        syncCloudAccount(await jobCtx('iam-first-sync', tenantId, runId), { cloudAccountId }),
      );
    },
  ),
  inngest.createFunction(
    { id: 'access-key-watch', triggers: [{ cron: '* * * * *' }], retries: 0, singleton: { mode: 'skip' } },
    async ({ step, runId }) => {
      const lost = await step.run('find', () => listLostClaims(platformSystemCtx('access-key-watch')));
      for (const { tenantId, claimId } of lost) {
        await step.run(`settle-${claimId}`, () => settleOne(tenantId, runId, claimId));
      }
    },
  ),
];

/** One tenant's trouble must not keep the others' keys; the next minute tries it again. */
async function settleOne(tenantId: string, runId: string, claimId: string): Promise<void> {
  try {
    await settleLostClaim(await jobCtx('access-key-watch', tenantId, runId), { claimId });
  } catch (error) {
    log.error({ err: error, tenantId, claimId }, 'a key whose answer was lost could not be looked for');
  }
}
