import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { listLostClaims } from './service/key-claims.ts';
import { settleLostClaim } from './service/lost-keys.ts';
import { forgetNames } from './service/name-claim.ts';
import { listUnsyncedAccounts, requestDueSyncs, syncWhenDue, type TenantSyncs } from './service/schedule.ts';
import { syncCloudAccount } from './service/sync.ts';

/** Tenants whose due syncs are asked for in one step. */
const TENANTS_PER_STEP = 50;

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
    {
      id: 'iam-sync-schedule',
      triggers: [{ cron: '*/10 * * * *' }],
      retries: 0,
      singleton: { mode: 'skip' },
    },
    async ({ step, runId }) => {
      const tenants = await step.run('find', () =>
        listUnsyncedAccounts(platformSystemCtx('iam-sync-schedule')),
      );
      for (let first = 0; first < tenants.length; first += TENANTS_PER_STEP) {
        await step.run(`request-${first}`, async () => {
          for (const tenant of tenants.slice(first, first + TENANTS_PER_STEP)) await requestOf(tenant, runId);
        });
      }
    },
  ),
  inngest.createFunction(
    {
      id: 'iam-sync',
      triggers: [events.syncDue],
      retries: 6,
      // Accounts that were connected together are due together; one after the other is soon enough.
      throttle: { limit: 60, period: '1m', burst: 5 },
      concurrency: [{ limit: 1, key: 'event.data.cloudAccountId' }, { limit: 5 }],
    },
    async ({ event, step, runId }) => {
      const { tenantId, cloudAccountId } = event.data;
      return step.run('sync', async () =>
        syncWhenDue(await jobCtx('iam-sync', tenantId, runId), { cloudAccountId }),
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
  inngest.createFunction(
    { id: 'iam-forget-names', triggers: [{ cron: '23 3 * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step }) => step.run('forget', () => forgetNames(platformSystemCtx('iam-forget-names'))),
  ),
];

/** One tenant's trouble must not keep the others from being read; ten minutes later it is tried again. */
async function requestOf({ tenantId, accounts }: TenantSyncs, runId: string): Promise<void> {
  try {
    await requestDueSyncs(await jobCtx('iam-sync-schedule', tenantId, runId), { accounts });
  } catch (error) {
    log.error({ err: error, tenantId }, 'sync schedule: could not ask for the syncs of a tenant');
  }
}

/** One tenant's trouble must not keep the others' keys; the next minute tries it again. */
async function settleOne(tenantId: string, runId: string, claimId: string): Promise<void> {
  try {
    await settleLostClaim(await jobCtx('access-key-watch', tenantId, runId), { claimId });
  } catch (error) {
    log.error({ err: error, tenantId, claimId }, 'a key whose answer was lost could not be looked for');
  }
}
