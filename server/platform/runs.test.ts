import { type Inngest, NonRetriableError } from 'inngest';
import { serve } from 'inngest/edge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInngest } from '#inngest/client.ts';
import { executorDesk } from '#inngest/desk.ts';
import { type Executor, startExecutor } from '#inngest/embedded/executor.ts';
import { newBase, type PlatformCtx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { operatorCtxFor, withIdentity } from '#server/core/identity.ts';
import { jobDesk, openDesk } from '#server/core/job-desk.ts';
import { quietLog } from '#server/core/job-scope.ts';
import { executorPool } from '#server/core/jobs.ts';
import { makeOperator, makeTenant, platformJob, type TestTenant } from '#tests/factories.ts';
import { until } from '#tests/process.ts';
import { runOut } from './schema.ts';
import { cancelRun, getJobs, getRun, listRuns, retryRun } from './service/runs.ts';

const SIGNING_KEY = `signkey-test-${'5a'.repeat(32)}`;

let team: TestTenant;
let operator: PlatformCtx;
let client: Inngest;
let executor: Executor;
let broken = true;

const functions = () => [
  client.createFunction({ id: 'pay', retries: 0, triggers: { event: 'pay' } }, async ({ step }) => {
    await step.run('open', () => ({ account: 'A-1', password: 'hunter2', note: 'key AKLTabcdefghijklmnop' }));
    await step.run('charge', () => {
      if (broken) throw new NonRetriableError('the bank at https://bank:secret@example.test is shut');
      return 'charged';
    });
    return 'paid';
  }),
  client.createFunction({ id: 'wait', triggers: { event: 'wait' } }, async ({ step }) => {
    await step.waitForEvent('for the answer', {
      event: 'answer',
      if: 'async.data.ok == true',
      timeout: '1d',
    });
  }),
  client.createFunction({ id: 'tick', triggers: { cron: 'TZ=Asia/Shanghai 0 4 1 1 *' } }, async () => 'tock'),
];

beforeAll(async () => {
  team = await makeTenant();
  operator = await makeOperator();
  const quiet = { logger: quietLog, internalLogger: quietLog };
  client = createInngest({ database: executorPool, signingKey: SIGNING_KEY }, quiet);
  executor = await startExecutor({
    connectionString: env().DATABASE_URL,
    handler: serve({ client, functions: functions() }),
    url: 'http://127.0.0.1:3000/api/inngest',
    signingKey: SIGNING_KEY,
  });
  openDesk(executorDesk());
});
afterAll(async () => {
  await executor.stop({ timeoutMs: 5_000 });
  await executorPool().end();
});

const all = { limit: 50 };

/** Sends an event and waits for the state of the run that it starts. */
async function runOf(name: string, state: string, data: object = {}): Promise<string> {
  const known = new Set((await listRuns(operator, all)).items.map((run) => run.id));
  await client.send({ name, data });
  let id = '';
  await until(async () => {
    const fresh = (await listRuns(operator, all)).items.find((run) => !known.has(run.id));
    id = fresh?.id ?? '';
    return fresh?.state === state;
  });
  return id;
}

test('a run shows its event and every step with what came of it, without secrets', async () => {
  broken = true;
  const runId = await runOf('pay', 'failed', { tenantId: team.tenant.id, token: 'abc', amount: '5.00' });
  const run = await getRun(operator, { runId });
  expect(run).toMatchObject({
    functionId: 'pay',
    state: 'failed',
    tenant: { slug: team.tenant.slug },
    event: { name: 'pay', data: { amount: '5.00', token: '[redacted]' } },
    error: { message: 'the bank at https://bank:[redacted]@example.test is shut' },
    steps: [
      {
        ...{ name: 'open', kind: 'run', state: 'done', attempts: 1, error: null },
        output: { account: 'A-1', password: '[redacted]', note: 'key AKLTabcd[redacted]' },
      },
      { name: 'charge', kind: 'run', state: 'failed', attempts: 1, output: null },
    ],
    doings: [],
  });
  const wire = JSON.stringify(runOut.parse(run));
  expect(wire).not.toMatch(/hunter2|bank:secret|AKLTabcdefgh/);
});

test('retrying goes on where it failed, and is written down for the installation and for the tenant', async () => {
  broken = true;
  const runId = await runOf('pay', 'failed', { tenantId: team.tenant.id });
  broken = false;
  await retryRun(operator, { runId });
  await until(async () => (await getRun(operator, { runId })).state === 'completed');
  const run = await getRun(operator, { runId });
  expect(run).toMatchObject({ output: 'paid', error: null });
  expect(run.doings).toMatchObject([{ action: 'run.retry', actorName: operator.actor.name }]);
  const entries = await withIdentity((tx) =>
    tx.auditEntry.findMany({ where: { tenantId: team.tenant.id, action: 'run.retry' } }),
  );
  expect(entries).toMatchObject([
    { actorKind: 'operator', actorId: operator.actor.id, targetId: runId, requestId: operator.requestId },
  ]);
  await expect(retryRun(operator, { runId })).rejects.toMatchObject({ reason: 'run_not_failed' });
});

test('a waiting run says what it waits for, and a cancelled one waits no more', async () => {
  const runId = await runOf('wait', 'running');
  await until(async () => (await getRun(operator, { runId })).steps.length === 1);
  expect((await getRun(operator, { runId })).steps).toMatchObject([
    { kind: 'wait', state: 'pending', waitsFor: 'answer · async.data.ok == true' },
  ]);
  await cancelRun(operator, { runId });
  await until(async () => (await getRun(operator, { runId })).state === 'cancelled');
  await expect(cancelRun(operator, { runId })).rejects.toMatchObject({ reason: 'run_over' });
  const doings = await withIdentity((tx) => tx.operatorEntry.findMany({ where: { targetId: runId } }));
  expect(doings).toMatchObject([{ action: 'run.cancel', targetKind: 'run' }]);
});

test('runs are found by function, state and text, page after page', async () => {
  broken = false;
  const mark = `mark-${team.tenant.slug}`;
  const ids = [];
  for (let n = 0; n < 3; n++) ids.unshift(await runOf('pay', 'completed', { mark }));
  const found = async (filter: object) =>
    (await listRuns(operator, { ...all, ...filter })).items.map((run) => run.id);
  expect(await found({ text: mark.toUpperCase() })).toEqual(ids);
  expect(await found({ text: mark, state: 'failed' })).toEqual([]);
  expect(await found({ text: mark, functionId: 'wait' })).toEqual([]);
  expect(await found({ text: mark, functionId: 'pay', state: 'completed' })).toEqual(ids);
  expect(await found({ text: ids[0] })).toEqual([ids[0]]);
  expect(await found({ text: 'is shut' })).not.toEqual([]);
  const first = await listRuns(operator, { text: mark, limit: 2 });
  const rest = await listRuns(operator, { text: mark, limit: 2, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...rest.items].map((run) => run.id)).toEqual(ids);
  expect(rest.nextCursor).toBe(null);
});

test('functions are listed with what starts them and what they did in a day', async () => {
  const { place, functions } = await getJobs(operator);
  expect(place).toEqual({ embedded: true });
  const named = (id: string) => functions.find((each) => each.id === id);
  expect(functions.map((each) => each.id)).toEqual(['pay', 'tick', 'wait']);
  const pay = (await listRuns(operator, { ...all, functionId: 'pay' })).items;
  expect(named('pay')).toMatchObject({
    events: ['pay'],
    runs: pay.length,
    failed: pay.filter((run) => run.state === 'failed').length,
    last: { id: pay[0]?.id },
  });
  expect(named('pay')?.medianMs).toBeGreaterThan(0);
  const tick = named('tick');
  expect(tick).toMatchObject({ runs: 0, medianMs: null, last: null });
  // Four in the morning of the year's first day, in Shanghai.
  expect(tick?.crons[0]?.nextAt?.toISOString()).toMatch(/-12-31T20:00:00/);
  const tomorrow = { ...operator, now: () => new Date(operator.now().getTime() + 25 * 3_600_000) };
  expect((await getJobs(tomorrow)).functions.every((each) => each.runs === 0)).toBe(true);
});

test('where an Inngest server runs the jobs, its address is named and nothing is listed', async () => {
  const place = { embedded: false, address: 'http://inngest.example:8288' };
  const desk = jobDesk();
  env().INNGEST_DEV = place.address;
  openDesk(null);
  try {
    expect(await getJobs(operator)).toEqual({ place, functions: [] });
    expect(await listRuns(operator, all)).toEqual({ place, items: [], nextCursor: null });
  } finally {
    delete env().INNGEST_DEV;
    openDesk(desk);
  }
});

test('an unknown run is not found, and an owner of a tenant is no operator', async () => {
  const runId = '01JD3M5Z0X8Q4W6E2R9T7Y1V3B';
  for (const verb of [getRun, retryRun, cancelRun])
    await expect(verb(operator, { runId })).rejects.toMatchObject({ code: 'not_found' });
  const owner = operatorCtxFor(team.as.owner.actor.id, newBase('console', 'en'));
  await expect(owner).rejects.toMatchObject({ code: 'not_found', params: { what: 'page' } });
});

test('whoever may only look gives no orders', async () => {
  const reader = {
    ...operator,
    actor: { ...operator.actor, permissions: new Set(['platform:read' as const]) },
  };
  const runId = await runOf('wait', 'running');
  expect((await getRun(reader, { runId })).id).toBe(runId);
  for (const verb of [retryRun, cancelRun])
    await expect(verb(reader, { runId })).rejects.toMatchObject({ code: 'forbidden' });
  const nobody = { ...platformJob(), actor: { ...operator.actor, permissions: new Set<never>() } };
  await expect(listRuns(nobody, all)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(getJobs(nobody)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await getRun(operator, { runId })).state).toBe('running');
});
