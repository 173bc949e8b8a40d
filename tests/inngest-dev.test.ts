// The same jobs on an Inngest dev server, which is named by its address alone.
import { NextRequest } from 'next/server';
import { afterAll, expect, test } from 'vitest';
import { POST, PUT } from '#app/api/inngest/route.ts';
import { runJobs } from '#inngest/run-jobs.ts';
import { jobsAreEmbedded } from '#server/core/jobs.ts';
import { listen } from './conformance/http.ts';
import { emptyDatabase } from './database.ts';
import { setVariable } from './environment.ts';
import { until } from './process.ts';
import { makeSandbox } from './sandbox.ts';
import { startInngest } from './servers/inngest.ts';
import { makeStory } from './story.ts';

const own = await emptyDatabase();
const server = await startInngest(own.url, null);
setVariable('INNGEST_DEV', server.url);
const app = await listen(async (request) =>
  (request.method === 'PUT' ? PUT : POST)(new NextRequest(request), undefined),
);
setVariable('AIRGATE_PUBLIC_URL', app.url);
const sandbox = await makeSandbox();
const jobs = await runJobs({ drainMs: 2_000 });
afterAll(async () => {
  await jobs.stop();
  await Promise.all([server.close(), app.close(), sandbox.close()]);
  await own.drop();
});

test('a dev server gets the events of the outbox and runs the jobs', async () => {
  expect(jobsAreEmbedded()).toBe(false);
  await until(() => server.functions.includes('airgate-spending-check'));
  const story = await makeStory(sandbox);
  const { id: cloudAccountId } = await story.connect();
  await story.checked(cloudAccountId);
  await until(() => server.events.includes('spending/check.requested'));
  expect((await story.checks(cloudAccountId))[0]).toMatchObject({ state: 'done' });
}, 40_000);
