import { type Inngest, NonRetriableError } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { isFinal } from './policy.ts';
import {
  checkConnected,
  listIdleAccounts,
  listLostChecks,
  startDueChecks,
  type TenantAccounts,
} from './service/checks.ts';
import { failCheck, finishCheck } from './service/finish.ts';
import { beginCheck, readSlice } from './service/sweep.ts';
import { compareTotals } from './service/totals.ts';

/** Tenants whose due checks are begun in one step. */
const TENANTS_PER_STEP = 50;

export const spendingJobs = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'spending-check',
      triggers: [events.checkRequested],
      retries: 3,
      concurrency: [{ limit: 1, key: 'event.data.cloudAccountId' }, { limit: 20 }],
      onFailure: async ({ event, runId }) => {
        const { tenantId, checkId } = events.checkRequested.schema.parse(event.data.event.data);
        await failCheck(await jobCtx('spending-check', tenantId, runId), { checkId });
      },
    },
    async ({ event, step, runId }) => {
      const { tenantId, checkId } = event.data;
      const ctx = () => jobCtx('spending-check', tenantId, runId);
      const plan = await step.run('begin', () => orGiveUp(async () => beginCheck(await ctx(), { checkId })));
      if (!plan) return;
      for (const [index, slice] of plan.slices.entries()) {
        const name = `read-${slice.source}-${slice.day ?? slice.month}`;
        await step.run(name, () => orGiveUp(async () => readSlice(await ctx(), { checkId, slice, index })));
      }
      await step.run('settle', () => orGiveUp(async () => finishCheck(await ctx(), { checkId })));
    },
  ),
  inngest.createFunction(
    { id: 'spending-first-check', triggers: [events.cloudAccountConnected], retries: 5 },
    async ({ event, step, runId }) => {
      const { tenantId, cloudAccountId } = event.data;
      return step.run('start', async () =>
        checkConnected(await jobCtx('spending-first-check', tenantId, runId), { cloudAccountId }),
      );
    },
  ),
  inngest.createFunction(
    { id: 'spending-schedule', triggers: [{ cron: '* * * * *' }], retries: 0, singleton: { mode: 'skip' } },
    async ({ step, runId }) => {
      const lost = await step.run('find-lost', () => listLostChecks(platformSystemCtx('spending-schedule')));
      for (const { tenantId, checkId } of lost) {
        await step.run(`close-${checkId}`, async () =>
          failCheck(await jobCtx('spending-schedule', tenantId, runId), { checkId, lost: true }),
        );
      }
      const idle = await step.run('find-idle', () =>
        listIdleAccounts(platformSystemCtx('spending-schedule')),
      );
      for (let first = 0; first < idle.length; first += TENANTS_PER_STEP) {
        await step.run(`start-${first}`, async () => {
          for (const { tenantId, accounts } of idle.slice(first, first + TENANTS_PER_STEP)) {
            await startTenant(tenantId, runId, accounts);
          }
        });
      }
    },
  ),
  inngest.createFunction(
    // A run that failed is made up for by the next one, which goes on where the last that succeeded has ended.
    { id: 'spending-totals', triggers: [{ cron: '*/5 * * * *' }], retries: 0, singleton: { mode: 'skip' } },
    async ({ step }) => step.run('compare', () => compareTotals(platformSystemCtx('spending-totals'))),
  ),
];

/** One tenant's trouble must not keep the others from their checks; the next minute tries it again. */
async function startTenant(tenantId: string, runId: string, accounts: TenantAccounts['accounts']) {
  try {
    await startDueChecks(await jobCtx('spending-schedule', tenantId, runId), { accounts });
  } catch (error) {
    log.error({ err: error, tenantId }, 'spending schedule: could not begin the checks of a tenant');
  }
}

/** A failure that another attempt cannot mend ends the run at once. */
async function orGiveUp<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (isFinal(error)) throw new NonRetriableError('the spending check cannot go on', { cause: error });
    throw error;
  }
}
