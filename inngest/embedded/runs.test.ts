import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
import { cancelRun, getRun, listActivity, listFunctions, listRuns, retryRun } from './runs.ts';
import type { EndedRun } from './store.ts';
import { openWorld, startApp, type World } from './test-app.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function app(...args: Parameters<typeof startApp> extends [World, ...infer Rest] ? Rest : never) {
  const started = await startApp(world, ...args);
  onTestFinished(() => started.stop());
  return started;
}

test('runs are listed newest first, by function and state, page after page', async () => {
  const { client, finished, schema } = await app((inngest) => [
    inngest.createFunction({ id: 'a', retries: 0, triggers: { event: 'e' } }, async ({ event }) => {
      if (event.data.n === 3) throw new Error('three');
    }),
    inngest.createFunction({ id: 'b', triggers: [{ event: 'e' }, { event: 'f' }] }, async () => 'b'),
  ]);
  for (const n of [1, 2, 3]) await client.send({ name: 'e', data: { n } });
  await finished('a', 3);
  await finished('b', 3);
  const all = await listRuns(world.pool, {}, schema);
  expect(all).toHaveLength(6);
  const failed = await listRuns(world.pool, { functionId: 'app-a', state: 'failed' }, schema);
  expect(failed).toMatchObject([{ error: { message: 'three' }, attempts: 0 }]);
  const page = await listRuns(world.pool, { limit: 4 }, schema);
  const rest = await listRuns(world.pool, { before: page.at(-1)?.id ?? '' }, schema);
  expect([...page, ...rest].map((run) => run.id)).toEqual(all.map((run) => run.id));
  expect(await getRun(world.pool, 'unknown', schema)).toBe(null);
  expect(await listFunctions(world.pool, schema)).toMatchObject([
    { id: 'app-a', events: ['e'], crons: [] },
    { id: 'app-b', events: ['e', 'f'], crons: [] },
  ]);
});

test('retrying a failed run goes on where it failed', async () => {
  const ran: string[] = [];
  let broken = true;
  const { client, finished, schema } = await app((inngest) => [
    inngest.createFunction({ id: 'pay', retries: 0, triggers: { event: 'pay' } }, async ({ step }) => {
      await step.run('charge', () => ran.push('charge'));
      await step.run('notify', () => {
        ran.push('notify');
        if (broken) throw new Error('mail is down');
      });
      return 'paid';
    }),
  ]);
  await client.send({ name: 'pay' });
  const [run] = await finished('pay');
  expect(run?.state).toBe('failed');
  broken = false;
  expect(await retryRun(world.pool, run?.id ?? '', schema)).toBe(true);
  await until(async () => (await getRun(world.pool, run?.id ?? '', schema))?.state === 'completed');
  expect(await getRun(world.pool, run?.id ?? '', schema)).toMatchObject({ output: 'paid', error: null });
  expect(ran).toEqual(['charge', 'notify', 'notify']);
  expect(await retryRun(world.pool, run?.id ?? '', schema)).toBe(false);
});

test('cancelling a run stops it for good', async () => {
  const { client, runs, finished, schema, query } = await app((inngest) => [
    inngest.createFunction({ id: 'wait', triggers: { event: 'wait' } }, async ({ step }) => {
      await step.waitForEvent('never', { event: 'never', timeout: '1d' });
    }),
  ]);
  await client.send({ name: 'wait' });
  await until(async () => (await runs('wait'))[0]?.state === 'running');
  await until(async () => (await query(`SELECT 1 FROM ${schema}.step`)).length === 1);
  const [run] = await runs('wait');
  expect(await cancelRun(world.pool, run?.id ?? '', schema)).toBe(true);
  const [over] = await finished('wait');
  expect(over).toMatchObject({ state: 'cancelled', steps: [{ name: 'never', state: 'cancelled' }] });
  expect(await cancelRun(world.pool, run?.id ?? '', schema)).toBe(false);
  await client.send({ name: 'never' });
  await until(
    async () => (await query(`SELECT 1 FROM ${schema}.event WHERE matched_at IS NULL`)).length === 0,
  );
  expect((await runs('wait'))[0]?.state).toBe('cancelled');
});

test('health counts what waits, runs and failed, and says who leads', async () => {
  let release = () => {};
  const blocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { client, executor, finished } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'slow', triggers: { event: 'slow' } }, ({ step }) =>
        step.run('hold', () => blocked),
      ),
      inngest.createFunction({ id: 'bad', retries: 0, triggers: { event: 'bad' } }, async () => {
        throw new Error('bad');
      }),
    ],
    { capacity: 2 },
  );
  await client.send({ name: 'bad' });
  await finished('bad');
  await client.send(Array.from({ length: 5 }, () => ({ name: 'slow' })));
  await until(async () => (await executor.health()).running === 2);
  const health = await executor.health();
  expect(health).toMatchObject({ leader: true, queued: 3, running: 2, failed24h: 1 });
  expect(health.oldestSeconds).toBeGreaterThan(0);
  expect(health.oldestSeconds).toBeLessThan(20);
  release();
  await finished('slow', 5);
  expect(await executor.health()).toMatchObject({ queued: 0, running: 0, oldestSeconds: null });
});

test('finished runs and their events are deleted after the days they are kept', async () => {
  let now = new Date('2026-11-01T00:00:00Z');
  const { client, finished, query, schema, runs } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'short', triggers: { event: 'e' } }, ({ step }) =>
        step.run('one', () => 1),
      ),
      inngest.createFunction({ id: 'long', triggers: { event: 'e' } }, ({ step }) =>
        step.sleep('long', '90d'),
      ),
    ],
    { now: () => now, retentionDays: 7 },
  );
  await client.send({ name: 'e', id: 'kept' });
  await finished('short');
  now = new Date('2026-11-07T00:00:00Z');
  await client.send({ name: 'e', id: 'young' });
  await finished('short', 2);
  now = new Date('2026-11-08T01:00:00Z');
  await until(async () => (await query(`SELECT 1 FROM ${schema}.event`)).length === 1);
  expect(await runs('short')).toHaveLength(1);
  expect(await runs('long')).toHaveLength(2);
  expect(await query(`SELECT id FROM ${schema}.event`)).toEqual([{ id: 'young' }]);
  expect(await query(`SELECT count(*)::int AS n FROM ${schema}.step WHERE op = 'StepRun'`)).toEqual([
    { n: 1 },
  ]);
});

test('runs are found by a part of their id, event or error', async () => {
  const { client, finished, schema } = await app((inngest) => [
    inngest.createFunction({ id: 'a', retries: 0, triggers: { event: 'e' } }, async ({ event }) => {
      if (event.data.n === 2) throw new Error('The Bank is shut');
    }),
  ]);
  for (const n of [1, 2, 3])
    await client.send({ name: 'e', data: { n, tenantId: `ten_${n}`, mark: '50%_off' } });
  const runs = (await finished('a', 3)).toReversed();
  const found = async (text: string) => (await listRuns(world.pool, { text }, schema)).map((run) => run.id);
  const of = (...numbers: number[]) =>
    runs.filter((run) => numbers.includes(Number(run.event.data.n))).map((run) => run.id);
  expect(await found('bank is')).toEqual(of(2));
  expect(await found('TEN_3')).toEqual(of(3));
  expect(await found(runs[0]?.id.toLowerCase() ?? '')).toEqual([runs[0]?.id]);
  expect(await found('50%_off')).toHaveLength(3);
  expect(await found('50x')).toEqual([]);
  expect((await listRuns(world.pool, { text: 'ten_1' }, schema))[0]).toMatchObject({
    tenantId: 'ten_1',
    trigger: 'e',
  });
});

test('the run after a failure works for whom the failed one did', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction(
      { id: 'a', retries: 0, triggers: { event: 'e' }, onFailure: async () => 'told' },
      async () => {
        throw new Error('no');
      },
    ),
  ]);
  await client.send({ name: 'e', data: { tenantId: 'ten_9' } });
  const [told] = await finished('a-failure');
  expect(told).toMatchObject({ trigger: 'inngest/function.failed', tenantId: 'ten_9', output: 'told' });
});

test('what functions did of late counts runs since then, and names the latest of all', async () => {
  let now = new Date('2026-11-20T12:00:00Z');
  const { client, finished, schema } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'a', retries: 0, triggers: { event: 'e' } }, async ({ event }) => {
        if (event.data.bad) throw new Error('bad');
      }),
      inngest.createFunction({ id: 'idle', triggers: { event: 'never' } }, async () => {}),
    ],
    { now: () => now },
  );
  await client.send({ name: 'e', data: {} });
  await finished('a');
  now = new Date('2026-11-20T14:00:00Z');
  await client.send([
    { name: 'e', data: {} },
    { name: 'e', data: { bad: true } },
  ]);
  const runs = await finished('a', 3);
  const since = async (time: string) => listActivity(world.pool, new Date(time), schema);
  const { activity, latest } = await since('2026-11-20T13:00:00Z');
  expect(activity).toEqual([{ functionId: 'app-a', runs: 2, failed: 1, medianMs: 0 }]);
  expect(latest).toMatchObject([{ functionId: 'app-a', createdAt: runs.at(-1)?.createdAt }]);
  expect((await since('2026-11-20T11:00:00Z')).activity).toMatchObject([{ runs: 3, failed: 1 }]);
  expect((await since('2026-11-20T15:00:00Z')).activity).toEqual([]);
});

test('every end of a run is told once, after it is committed, and a listener that throws stops nothing', async () => {
  const told: EndedRun[] = [];
  const { client, finished, runs, schema } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'a', retries: 0, triggers: { event: 'e' } }, async ({ event, step }) => {
        if (event.data.how === 'bad') throw new Error('bad');
        if (event.data.how === 'wait') await step.waitForEvent('never', { event: 'never', timeout: '1d' });
      }),
    ],
    {
      onEnded: (run) => {
        told.push(run);
        throw new Error('the listener is broken');
      },
    },
  );
  for (const how of ['good', 'bad', 'wait']) await client.send({ name: 'e', data: { how } });
  await finished('a', 2);
  const waiting = () => runs('a').then((all) => all.find((run) => run.state === 'running'));
  await until(async () => (await waiting()) !== undefined);
  await cancelRun(world.pool, (await waiting())?.id ?? '', schema);
  const all = await finished('a', 3);
  await until(() => told.length === 3);
  const outcome = (run: EndedRun) => [run.event.data.how, run.state, run.error?.message ?? null];
  expect(told.map(outcome).sort()).toEqual([
    ['bad', 'failed', 'bad'],
    ['good', 'completed', null],
    ['wait', 'cancelled', 'cancelled by an operator'],
  ]);
  expect(told.map((run) => run.id).sort()).toEqual(all.map((run) => run.id).sort());
});

test('the alarm clocks of runs that are over are thrown away, and those of the others kept', async () => {
  let now = new Date();
  const { client, runs, query, schema, finished } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'nap', triggers: { event: 'nap' } }, ({ step }) =>
        step.sleep('long', '30d'),
      ),
    ],
    { now: () => now },
  );
  await client.send([{ name: 'nap' }, { name: 'nap' }]);
  const clocks = () => query(`SELECT data->>'run' AS run FROM pgboss.job WHERE name = '${schema}'`);
  await until(async () => (await clocks()).length === 2);
  const [first, second] = await runs('nap');
  await cancelRun(world.pool, first?.id ?? '', schema);
  await finished('nap', 1);
  now = new Date(now.getTime() + 61 * 60_000);
  await until(async () => (await clocks()).length === 1);
  expect(await clocks()).toEqual([{ run: second?.id }]);
});
