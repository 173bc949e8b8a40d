// The same jobs on a self-hosted Inngest server: it is told of them, gets every event, and calls them over HTTP, signed.
import { createHmac } from 'node:crypto';
import http from 'node:http';
import { NextRequest } from 'next/server';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET, POST, PUT } from '#app/api/inngest/route.ts';
import { allFunctions } from '#inngest/functions.ts';
import { type RunningJobs, runJobs } from '#inngest/run-jobs.ts';
import { env } from '#server/core/env.ts';
import { inngest, jobsAreEmbedded } from '#server/core/jobs.ts';
import { listen } from './conformance/http.ts';
import { emptyDatabase } from './database.ts';
import { setVariable } from './environment.ts';
import { until } from './process.ts';
import { makeSandbox } from './sandbox.ts';
import { startInngest } from './servers/inngest.ts';
import { makeStory } from './story.ts';

const keys = { eventKey: 'an-event-key', signingKey: 'c0ffee'.repeat(10) };
const own = await emptyDatabase();
const server = await startInngest(own.url, keys);
setVariable('INNGEST_BASE_URL', server.url);
setVariable('INNGEST_EVENT_KEY', keys.eventKey);
setVariable('INNGEST_SIGNING_KEY', `signkey-test-${keys.signingKey}`);
const app = await listen(async (request) => {
  const door = { GET, POST, PUT }[request.method];
  return door ? door(new NextRequest(request), undefined) : new Response(null, { status: 405 });
});
setVariable('INNGEST_SERVE_ORIGIN', app.url);
const sandbox = await makeSandbox();

let jobs: RunningJobs;
beforeAll(async () => {
  jobs = await runJobs({ drainMs: 2_000 });
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([server.close(), app.close(), sandbox.close()]);
  await own.drop();
});

const endpoint = `${app.url}/api/inngest`;

test('no embedded executor starts, and the app registers every function, by itself and when it is asked to', async () => {
  expect(jobsAreEmbedded()).toBe(false);
  await until(() => server.functions.length > 0);
  expect(server.registered).toEqual([endpoint]);
  const answer = await fetch(endpoint, { method: 'PUT' });
  expect(await answer.json()).toMatchObject({ message: 'Successfully registered' });
  // A function with `onFailure` has a second one for it.
  const ids = allFunctions(inngest()).map((fn) => fn.id('airgate'));
  expect(ids.length).toBeGreaterThan(8);
  expect(server.functions).toEqual(expect.arrayContaining(ids));
  const database = new pg.Client({ connectionString: env().DATABASE_URL });
  await database.connect();
  const schema = "SELECT 1 FROM pg_namespace WHERE nspname IN ('executor', 'pgboss')";
  expect((await database.query(schema)).rows).toEqual([]);
  await database.end();
});

test('nobody has the app registered under an address of their own', async () => {
  const { hostname, port } = new URL(endpoint);
  const status = await new Promise((resolve, reject) => {
    const request = http.request(
      { hostname, port, path: '/api/inngest', method: 'PUT', headers: { host: 'elsewhere.example' } },
      (response) => resolve(response.resume().statusCode),
    );
    request.once('error', reject).end();
  });
  expect(status).toBe(200);
  expect([...new Set(server.registered)]).toEqual([endpoint]);
});

test('from the first check to the cut-off at the quota, run by the server', async () => {
  const story = await makeStory(sandbox);
  const { id: cloudAccountId } = await story.connect();
  await story.checked(cloudAccountId);
  const farm = await story.createFarm(cloudAccountId);
  await farm.allocate('10');
  expect(await farm.spend('11')).toBe(true);
  await story.startCheck(cloudAccountId);
  await story.checked(cloudAccountId);
  await until(async () => (await farm.sagas())[0]?.state === 'done', 30);
  expect(await farm.ownCall()).toBe(401);
  expect(server.events).toEqual(
    expect.arrayContaining([
      'cloud-account/connected',
      'spending/check.requested',
      'quota/limit.reached',
      'cut-off/saga.started',
    ]),
  );
  expect(server.refused).toEqual([]);
  expect([...new Set(server.answers)].sort()).toEqual([200, 206]);
}, 60_000);

describe('a call of a function is refused', () => {
  const body = '{"ctx":{},"event":{},"events":[],"steps":{}}';
  const now = () => Math.floor(Date.now() / 1000);
  const signature = (key: string, at: number) =>
    `t=${at}&s=${createHmac('sha256', key).update(body).update(String(at)).digest('hex')}`;
  const cases: [string, () => Record<string, string>][] = [
    ['without a signature', () => ({})],
    ['with a signature that is none', () => ({ 'x-inngest-signature': 'nonsense' })],
    ['signed with another key', () => ({ 'x-inngest-signature': signature('ab'.repeat(30), now()) })],
    ['signed an hour ago', () => ({ 'x-inngest-signature': signature(keys.signingKey, now() - 3600) })],
  ];

  test.each(cases)('%s', async (_case, headers) => {
    const url = `${endpoint}?fnId=airgate-platform-clean-up&stepId=step`;
    const answer = await fetch(url, { method: 'POST', headers: headers(), body });
    expect(answer.status).toBe(401);
    // A dev server needs no signature; to say that one is there changes nothing.
    const pretending = { ...headers(), 'x-inngest-server-kind': 'dev' };
    expect((await fetch(url, { method: 'POST', headers: pretending, body })).status).toBe(401);
  });

  test('and what the app says of itself to strangers names no function and no key', async () => {
    const answer = await fetch(endpoint);
    const text = await answer.text();
    expect(text).not.toContain('airgate-');
    expect(text).not.toContain(keys.signingKey.slice(0, 12));
  });
});
