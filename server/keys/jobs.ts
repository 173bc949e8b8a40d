import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { listExpiringKeys, mailExpiry, purgeUsage, warnOfExpiry } from './service/expiry.ts';

export const keysJobs = (inngest: Inngest) => [
  inngest.createFunction(
    { id: 'api-key-expiry', triggers: [{ cron: '11 * * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step, runId }) => {
      const due = await step.run('find', () => listExpiringKeys(platformSystemCtx('api-key-expiry')));
      for (const { tenantId, keyId } of due) {
        await step.run(`warn-${keyId}`, async () =>
          warnOfExpiry(await jobCtx('api-key-expiry', tenantId, runId), { keyId }),
        );
      }
      await step.run('purge', () => purgeUsage(platformSystemCtx('api-key-expiry')));
    },
  ),
  inngest.createFunction(
    { id: 'api-key-expiry-mail', triggers: [events.keyExpiring], retries: 8, concurrency: [{ limit: 5 }] },
    async ({ event, step, runId }) => {
      const { tenantId, keyId, days } = event.data;
      return step.run('mail', async () =>
        mailExpiry(await jobCtx('api-key-expiry-mail', tenantId, runId), { keyId, days }),
      );
    },
  ),
];
