import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { jobCtx } from '#server/core/jobs.ts';
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
];
