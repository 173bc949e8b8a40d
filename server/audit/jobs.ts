import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { log } from '#server/core/log.ts';
import { beginExport, dropExports, failExport, writeExportPart } from './service/export-work.ts';
import { listForgetting, pruneAudit } from './service/retention.ts';

export const auditJobs = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'audit-export',
      triggers: [events.auditExportRequested],
      retries: 3,
      // Long files of one tenant keep nobody else waiting.
      concurrency: [{ limit: 1, key: 'event.data.tenantId' }, { limit: 3 }],
      onFailure: async ({ event, runId }) => {
        const { tenantId, exportId } = events.auditExportRequested.schema.parse(event.data.event.data);
        await failExport(await jobCtx('audit-export', tenantId, runId), { exportId });
      },
    },
    async ({ event, step, runId }) => {
      const { tenantId, exportId } = event.data;
      const ctx = () => jobCtx('audit-export', tenantId, runId);
      await step.run('begin', async () => beginExport(await ctx(), { exportId }));
      for (let part = 1, more = true; more; part += 1) {
        ({ more } = await step.run(`part-${part}`, async () => writeExportPart(await ctx(), { exportId })));
      }
    },
  ),
  inngest.createFunction(
    { id: 'audit-drop-exports', triggers: [{ cron: '7 * * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step }) => step.run('drop', () => dropExports(platformSystemCtx('audit-drop-exports'))),
  ),
  inngest.createFunction(
    { id: 'audit-retention', triggers: [{ cron: '41 2 * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step, runId }) => {
      const tenants = await step.run('find', () => listForgetting(platformSystemCtx('audit-retention')));
      for (const tenantId of tenants) {
        for (let part = 1, more = true; more; part += 1) {
          ({ more } = await step.run(`${tenantId}-${part}`, () => pruneTenant(tenantId, runId)));
        }
      }
    },
  ),
];

/** One tenant's trouble must not keep the others' logs; the next day tries it again. */
async function pruneTenant(tenantId: string, runId: string): Promise<{ more: boolean }> {
  try {
    return await pruneAudit(await jobCtx('audit-retention', tenantId, runId));
  } catch (error) {
    log.error({ err: error, tenantId }, 'audit retention: could not remove the old entries of a tenant');
    return { more: false };
  }
}
