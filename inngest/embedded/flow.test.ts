import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
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

test('idempotency lets one event of a key through within a day', async () => {
  let now = new Date('2026-11-20T08:00:00Z');
  const { client, finished, events } = await app(
    (inngest) => [
      inngest.createFunction(
        { id: 'once', idempotency: 'event.data.delivery', triggers: { event: 'deliver' } },
        async ({ event }) => event.data.n,
      ),
    ],
    { now: () => now },
  );
  await client.send([
    { name: 'deliver', data: { delivery: 'a', n: 1 } },
    { name: 'deliver', data: { delivery: 'a', n: 2 } },
    { name: 'deliver', data: { delivery: 'b', n: 3 } },
    { name: 'deliver', data: { n: 4 } },
    { name: 'deliver', data: { n: 5 } },
  ]);
  expect((await finished('once', 4)).map((run) => run.output).sort()).toEqual([1, 3, 4, 5]);
  now = new Date('2026-11-21T08:00:01Z');
  await client.send({ name: 'deliver', data: { delivery: 'a', n: 6 } });
  expect((await finished('once', 5)).map((run) => run.output)).toContain(6);
  expect((await events('deliver')).length).toBe(6);
});

test('both concurrency limits hold, per key and over all, and every run gets its turn', async () => {
  const inside = new Map<string, number>();
  let total = 0;
  const most = { perTenant: 0, total: 0 };
  const { client, finished, query, schema } = await app(
    (inngest) => [
      inngest.createFunction(
        {
          id: 'limited',
          concurrency: [{ limit: 1, key: 'event.data.tenant' }, { limit: 3 }],
          triggers: { event: 'work' },
        },
        async ({ event, step }) => {
          const tenant = String(event.data.tenant);
          await step.run('work', async () => {
            const count = (inside.get(tenant) ?? 0) + 1;
            inside.set(tenant, count);
            most.perTenant = Math.max(most.perTenant, count);
            most.total = Math.max(most.total, ++total);
            await new Promise((resolve) => setTimeout(resolve, 60));
            inside.set(tenant, (inside.get(tenant) ?? 0) - 1);
            total--;
          });
        },
      ),
    ],
    { capacity: 10 },
  );
  await client.send(
    Array.from({ length: 40 }, (_, n) => ({ name: 'work', data: { tenant: `t${n < 20 ? 0 : n % 6}` } })),
  );
  const runs = await finished('limited', 40);
  expect(runs.every((run) => run.state === 'completed')).toBe(true);
  expect(most).toEqual({ perTenant: 1, total: 3 });
  expect(await query(`SELECT * FROM ${schema}.parked`)).toEqual([]);
});

test('a sleeping run leaves its place to others', async () => {
  const { client, finished, run, runs } = await app((inngest) => [
    inngest.createFunction(
      { id: 'one', concurrency: 1, triggers: { event: 'one' } },
      async ({ event, step }) => {
        if (event.data.sleep) await step.sleep('long', '1h');
        return 'done';
      },
    ),
  ]);
  await client.send({ name: 'one', data: { sleep: true } });
  const sleeps = async () => (await runs('one'))[0]?.id ?? '';
  await until(async () => (await run(await sleeps()))?.steps[0]?.state === 'pending');
  const sleeping = await sleeps();
  await client.send({ name: 'one', data: {} });
  const all = await finished('one');
  expect(all.map(({ id, state }) => [id === sleeping, state])).toEqual([
    [true, 'running'],
    [false, 'completed'],
  ]);
});

test('a run that is parked just when its place becomes free is not forgotten', async () => {
  const gate = Promise.withResolvers<void>();
  const { client, finished, query, schema, runs } = await app((inngest) => [
    inngest.createFunction({ id: 'one', concurrency: 1, triggers: { event: 'one' } }, ({ step }) =>
      step.run('work', () => gate.promise),
    ),
  ]);
  await client.send({ name: 'one' });
  await until(async () => (await runs('one'))[0]?.state === 'running');
  const holder = await world.pool.connect();
  await holder.query(`BEGIN; LOCK TABLE ${schema}.parked IN EXCLUSIVE MODE`);
  await client.send({ name: 'one' });
  const blocked = `SELECT 1 FROM pg_locks WHERE relation = '${schema}.parked'::regclass AND NOT granted`;
  await until(async () => (await query(blocked)).length === 1);
  gate.resolve();
  await finished('one', 1);
  // Time enough for the leader to look for parked runs, and to find none.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await holder.query('COMMIT');
  holder.release();
  expect(await finished('one', 2)).toHaveLength(2);
});

test('a singleton in mode skip leaves out events of the key while a run is under way', async () => {
  const { client, finished, runs, events, query, schema } = await app((inngest) => [
    inngest.createFunction(
      { id: 'single', singleton: { key: 'event.data.tenant', mode: 'skip' }, triggers: { event: 'check' } },
      async ({ event, step }) => {
        await step.waitForEvent('end', { event: 'end', timeout: '1h' });
        return event.data.n;
      },
    ),
  ]);
  await client.send([
    { name: 'check', data: { tenant: 'a', n: 1 } },
    { name: 'check', data: { tenant: 'a', n: 2 } },
    { name: 'check', data: { tenant: 'b', n: 3 } },
  ]);
  const waiting = () => query(`SELECT 1 FROM ${schema}.step WHERE event = 'end' AND state = 'pending'`);
  await until(async () => (await waiting()).length === 2);
  await client.send({ name: 'check', data: { tenant: 'a', n: 4 } });
  await until(async () => (await events('check')).every((event) => event.matched_at));
  await client.send({ name: 'end' });
  expect((await finished('single', 2)).map((run) => run.output).sort()).toEqual([1, 3]);
  await client.send({ name: 'check', data: { tenant: 'a', n: 5 } });
  await until(async () => (await runs('single')).length === 3);
});

test('a singleton in mode cancel replaces the run under way', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction(
      { id: 'newest', singleton: { mode: 'cancel' }, triggers: { event: 'check' } },
      async ({ event, step }) => {
        if (event.data.n < 3) await step.sleep('long', '1h');
        return event.data.n;
      },
    ),
  ]);
  for (const n of [1, 2, 3]) await client.send({ name: 'check', data: { n } });
  const runs = await finished('newest', 3);
  expect(runs.map((run) => run.state)).toEqual(['cancelled', 'cancelled', 'completed']);
});

test('throttle spreads the starts of a key over time and drops none', async () => {
  const { client, runs, delays } = await app((inngest) => [
    inngest.createFunction(
      {
        id: 'slow',
        throttle: { limit: 2, period: '60s', burst: 2, key: 'event.data.cloud' },
        triggers: { event: 'call' },
      },
      async () => 'called',
    ),
  ]);
  const calls = ['a', 'a', 'a', 'a', 'b'].map((cloud) => ({ name: 'call', data: { cloud } }));
  await client.send(calls);
  const completed = async () => (await runs('slow')).filter((run) => run.state === 'completed').length;
  await until(async () => (await completed()) === 3);
  const [third = 0, fourth = 0] = await delays();
  expect(await delays()).toHaveLength(2);
  expect(Math.round(third / 10)).toBe(3);
  expect(Math.round(fourth / 10)).toBe(6);
});

test('debounce runs once, with the last event, when the key has been quiet', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction(
      { id: 'quiet', debounce: { period: '1s', key: 'event.data.id' }, triggers: { event: 'change' } },
      async ({ event }) => event.data.n,
    ),
  ]);
  const started = performance.now();
  await client.send({ name: 'change', data: { id: 'x', n: 1 } });
  await client.send({ name: 'change', data: { id: 'y', n: 9 } });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await client.send({ name: 'change', data: { id: 'x', n: 2 } });
  const runs = await finished('quiet', 2);
  expect(runs.map((run) => run.output)).toEqual([9, 2]);
  expect(performance.now() - started).toBeGreaterThan(1_500);
});

test('the timeout of a debounce ends the waiting even when the key is never quiet', async () => {
  let now = new Date();
  const { client, skipDelay, finished, events } = await app(
    (inngest) => [
      inngest.createFunction(
        { id: 'capped', debounce: { period: '10m', timeout: '15m' }, triggers: { event: 'change' } },
        async ({ event }) => event.data.n,
      ),
    ],
    { now: () => now },
  );
  for (const n of [1, 2]) {
    await client.send({ name: 'change', data: { n } });
    await until(async () => (await events('change')).every((event) => event.matched_at));
    now = new Date(now.getTime() + 9 * 60_000);
  }
  expect(await skipDelay()).toBeGreaterThan(590);
  expect((await finished('capped')).map((run) => run.output)).toEqual([2]);
});

test('cancelOn ends the runs that the event is about, and no others', async () => {
  const { client, finished, runs } = await app((inngest) => [
    inngest.createFunction(
      { id: 'long', cancelOn: [{ event: 'deleted', match: 'data.tenant' }], triggers: { event: 'begin' } },
      async ({ step }) => step.sleep('long', '1h'),
    ),
  ]);
  await client.send([
    { name: 'begin', data: { tenant: 'a' } },
    { name: 'begin', data: { tenant: 'b' } },
    { name: 'deleted', data: { tenant: 'a' } },
  ]);
  const [cancelled] = (await finished('long')).filter((run) => run.finishedAt);
  expect(cancelled).toMatchObject({ state: 'cancelled', event: { data: { tenant: 'a' } } });
  expect((await runs('long')).filter((run) => run.finishedAt === null)).toHaveLength(1);
});

test('timeouts.start cancels a run that waited too long, timeouts.finish one that takes too long', async () => {
  let now = new Date();
  let release = () => {};
  const blocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { client, finished, runs, skipDelay } = await app(
    (inngest) => [
      inngest.createFunction(
        { id: 'late', concurrency: 1, timeouts: { start: '10m' }, triggers: { event: 'late' } },
        async ({ step }) => step.run('block', () => blocked),
      ),
      inngest.createFunction(
        { id: 'long', timeouts: { finish: '30m' }, triggers: { event: 'long' } },
        async ({ step }) => step.waitForEvent('never', { event: 'never', timeout: '40d' }),
      ),
    ],
    { now: () => now },
  );
  await client.send([{ name: 'late' }, { name: 'late' }]);
  await until(async () => (await runs('late')).some((run) => run.state === 'running'));
  now = new Date(now.getTime() + 11 * 60_000);
  release();
  expect((await finished('late', 2)).map((run) => run.state).sort()).toEqual(['cancelled', 'completed']);
  await client.send({ name: 'long' });
  await until(async () => (await runs('long')).some((run) => run.state === 'running'));
  expect(Math.round((await skipDelay()) / 60)).toBe(30);
  expect((await finished('long'))[0]).toMatchObject({ state: 'cancelled', error: { name: 'TimeoutError' } });
});
