import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { retried } from '#server/channels/service/attempt.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { deliver, markDead, waitsUntil } from './service.ts';

export const deliveryJobs = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'alert-delivery',
      triggers: [events.deliveryRequested],
      retries: 10,
      // A bot takes 100 messages a minute and 5 a second; what comes in a burst waits its turn and is not lost.
      throttle: { limit: 90, period: '1m', burst: 4, key: 'event.data.channelId' },
      // A receiver that does not answer holds up its own channel, no other. The limit over all is above what one tenant
      // can have of channels.
      concurrency: [{ limit: 1, key: 'event.data.channelId' }, { limit: 50 }],
      onFailure: async ({ event, runId }) => {
        const { tenantId, deliveryId } = events.deliveryRequested.schema.parse(event.data.event.data);
        const ctx = await jobCtx('alert-delivery', tenantId, runId);
        await markDead(ctx, { deliveryId });
      },
    },
    async ({ event, step, runId }) => {
      const { tenantId, deliveryId } = event.data;
      const quiet = await step.run('quiet-hours', async () =>
        waitsUntil(await jobCtx('alert-delivery', tenantId, runId), { deliveryId }),
      );
      if (quiet) await step.sleepUntil('end-of-quiet-hours', new Date(quiet));
      return step.run('send', () =>
        retried(async () => deliver(await jobCtx('alert-delivery', tenantId, runId), { deliveryId })),
      );
    },
  ),
];
