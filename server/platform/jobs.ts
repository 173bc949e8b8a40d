import type { Inngest } from 'inngest';
import { platformSystemCtx } from '#server/core/ctx.ts';
import { cleanUp } from './service.ts';

export const platformJobs = (inngest: Inngest) => [
  inngest.createFunction(
    { id: 'platform-clean-up', triggers: [{ cron: '17 3 * * *' }], retries: 3, singleton: { mode: 'skip' } },
    async ({ step }) => step.run('clean up', () => cleanUp(platformSystemCtx('platform-clean-up'))),
  ),
];
