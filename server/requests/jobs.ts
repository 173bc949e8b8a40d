import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { expireRequests, listExpired, purgeLinks } from './service/expiry.ts';
import { listDeciders, mailAsker, mailDecider } from './service/letters.ts';

export const requestsJobs = (inngest: Inngest) => [
  inngest.createFunction(
    { id: 'quota-request-mail', triggers: [events.quotaRequested], retries: 8, concurrency: [{ limit: 5 }] },
    async ({ event, step, runId }) => {
      const { tenantId, quotaRequestId } = event.data;
      const ctx = () => jobCtx('quota-request-mail', tenantId, runId);
      const deciders = await step.run('find', async () => listDeciders(await ctx(), { quotaRequestId }));
      // A step for each, so that one mailbox that refuses repeats no other mail.
      for (const { memberId } of deciders) {
        await step.run(`mail-${memberId}`, async () =>
          mailDecider(await ctx(), { quotaRequestId, memberId }),
        );
      }
    },
  ),
  inngest.createFunction(
    {
      id: 'quota-request-answer',
      triggers: [events.quotaRequestDecided],
      retries: 8,
      concurrency: [{ limit: 5 }],
    },
    async ({ event, step, runId }) => {
      const { tenantId, quotaRequestId } = event.data;
      return step.run('mail', async () =>
        mailAsker(await jobCtx('quota-request-answer', tenantId, runId), { quotaRequestId }),
      );
    },
  ),
  inngest.createFunction(
    {
      id: 'quota-request-expiry',
      triggers: [{ cron: '23 * * * *' }],
      retries: 3,
      singleton: { mode: 'skip' },
    },
    async ({ step, runId }) => {
      const due = await step.run('find', () => listExpired(platformSystemCtx('quota-request-expiry')));
      for (const { tenantId } of due) {
        await step.run(`expire-${tenantId}`, async () =>
          expireRequests(await jobCtx('quota-request-expiry', tenantId, runId)),
        );
      }
      await step.run('purge', () => purgeLinks(platformSystemCtx('quota-request-expiry')));
    },
  ),
];
