import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { beginPurge, finishPurge, listDue, purgeRows } from './service/purge.ts';
import { takeUpAgain } from './service/take-up.ts';
import { mailTransfer, sidesOf } from './service/transfer-mail.ts';

/** Transactions of one step: some hundred thousand rows a step, and never long until the next one is on record. */
const PARTS_PER_STEP = 20;

const ctx = () => platformSystemCtx('tenant-purge');

export const tenantsJobs = (inngest: Inngest) => [
  inngest.createFunction(
    { id: 'tenant-purge', triggers: [{ cron: '53 * * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step }) => {
      const due = await step.run('find', () => listDue(ctx()));
      for (const tenantId of due) {
        const begun = await step.run(`begin-${tenantId}`, () =>
          orLater(tenantId, () => beginPurge(ctx(), { tenantId })),
        );
        if (!begun) continue;
        for (let part = 1, more: boolean | null = true; more; part += 1) {
          more = await step.run(`rows-${tenantId}-${part}`, () =>
            orLater(tenantId, () => purgeSome(tenantId)),
          );
          if (more === false)
            await step.run(`finish-${tenantId}`, () =>
              orLater(tenantId, () => finishPurge(ctx(), { tenantId })),
            );
        }
      }
    },
  ),
  inngest.createFunction(
    { id: 'tenant-restored', triggers: [events.tenantRestored], retries: 8 },
    async ({ event, step, runId }) =>
      step.run('take up', async () =>
        takeUpAgain(await jobCtx('tenant-restored', event.data.tenantId, runId), {
          cause: event.id ?? runId,
        }),
      ),
  ),
  inngest.createFunction(
    {
      id: 'tenant-transfer-mail',
      triggers: [events.transferChanged],
      retries: 8,
      concurrency: [{ limit: 5 }],
    },
    async ({ event, step, runId }) => {
      const { tenantId, transferId, change } = event.data;
      for (const side of sidesOf(change)) {
        await step.run(`mail-${side}`, async () =>
          mailTransfer(await jobCtx('tenant-transfer-mail', tenantId, runId), { transferId, change, side }),
        );
      }
    },
  ),
];

/** A few transactions one after the other; says whether there may be more. */
async function purgeSome(tenantId: string): Promise<boolean> {
  for (let part = 0; part < PARTS_PER_STEP; part += 1) {
    if ((await purgeRows(ctx(), { tenantId })) === 0) return false;
  }
  return true;
}

/** One tenant's trouble must not keep the others from their end; the next hour tries it again. */
async function orLater(tenantId: string, work: () => Promise<boolean>): Promise<boolean | null> {
  try {
    return await work();
  } catch (error) {
    log.error({ err: error, tenantId }, 'tenant purge: could not go on with a tenant');
    return null;
  }
}
