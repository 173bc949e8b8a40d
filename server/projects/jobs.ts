import type { Inngest } from 'inngest';
import { events } from '#inngest/client.ts';
import { jobCtx } from '#server/core/jobs.ts';
import { finishProject, reportStuckProject } from './service/finish.ts';

const name = 'projects/finish';

export const projectsJobs = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'projects-finish',
      triggers: [events.projectChanging],
      retries: 6,
      concurrency: [{ key: 'event.data.subAccountProjectId', limit: 1 }],
      onFailure: async ({ event, step, runId }) => {
        const { tenantId, subAccountProjectId } = events.projectChanging.schema.parse(event.data.event.data);
        await step.run('report', async () =>
          reportStuckProject(await jobCtx(name, tenantId, runId), { subAccountProjectId }),
        );
      },
    },
    async ({ event, step, runId }) => {
      const { tenantId, subAccountProjectId } = event.data;
      // Whoever asked does the work in the request itself; this is for what it leaves undone.
      await step.sleep('let the request finish', '20s');
      await step.run('finish', async () =>
        finishProject(await jobCtx(name, tenantId, runId), { subAccountProjectId }),
      );
    },
  ),
];
