import type { Inngest } from 'inngest';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { rollUpHealth, sampleHealth } from './service/history.ts';
import { cleanUp } from './service.ts';

export const platformJobs = (inngest: Inngest) => [
  inngest.createFunction(
    { id: 'platform-clean-up', triggers: [{ cron: '17 3 * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step }) => step.run('clean up', () => cleanUp(platformSystemCtx('platform-clean-up'))),
  ),
  inngest.createFunction(
    // A minute that was missed stays missed: a later sample would tell of another moment.
    { id: 'platform-health', triggers: [{ cron: '* * * * *' }], retries: 0, singleton: { mode: 'skip' } },
    async ({ step }) => step.run('sample', () => sampleHealth(platformSystemCtx('platform-health'))),
  ),
  inngest.createFunction(
    {
      id: 'platform-health-hours',
      triggers: [{ cron: '4 * * * *' }],
      retries: 3,
      singleton: { mode: 'skip' },
    },
    async ({ step }) => step.run('roll up', () => rollUpHealth(platformSystemCtx('platform-health-hours'))),
  ),
];
