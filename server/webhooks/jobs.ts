import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { retried } from '#server/channels/service/attempt.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { deliverEvent, markEventDead } from './service/deliver.ts';
import { purgeEvents } from './service/upkeep.ts';

export const webhookJobs = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'webhook-delivery',
      triggers: [events.webhookDeliveryRequested],
      // About a day, with pauses that grow to two hours.
      retries: 20,
      // A receiver that does not answer holds up its own events, and never those of all.
      concurrency: [{ limit: 4, key: 'event.data.webhookId' }, { limit: 50 }],
      onFailure: async ({ event, runId }) => {
        const { tenantId, deliveryId } = events.webhookDeliveryRequested.schema.parse(event.data.event.data);
        await markEventDead(await jobCtx('webhook-delivery', tenantId, runId), { deliveryId });
      },
    },
    async ({ event, step, runId }) => {
      const { tenantId, deliveryId } = event.data;
      return step.run('send', () =>
        retried(async () => deliverEvent(await jobCtx('webhook-delivery', tenantId, runId), { deliveryId })),
      );
    },
  ),
  inngest.createFunction(
    { id: 'webhook-clean-up', triggers: [{ cron: '41 3 * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step }) => step.run('clean up', () => purgeEvents(platformSystemCtx('webhook-clean-up'))),
  ),
];
