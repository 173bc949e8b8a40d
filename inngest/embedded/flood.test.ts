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

/** Work that stays in flight until the gate opens, and how much of it is. Tests open it before they end. */
function makeHolder() {
  const gate = Promise.withResolvers<void>();
  let inside = 0;
  let most = 0;
  const hold = async () => {
    most = Math.max(most, ++inside);
    await gate.promise;
    inside--;
  };
  return { hold, open: gate.resolve, inside: () => inside, most: () => most };
}

const events = (name: string, count: number, data: (n: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, n) => ({ name, data: data(n) }));

test('steps that take long leave the free places to others', async () => {
  const { hold, open, inside } = makeHolder();
  const { client, finished } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'slow-a', triggers: { event: 'a' } }, ({ step }) =>
        step.run('hold', hold),
      ),
      inngest.createFunction({ id: 'slow-b', triggers: { event: 'b' } }, ({ step }) =>
        step.run('hold', hold),
      ),
      inngest.createFunction({ id: 'quick', triggers: { event: 'quick' } }, async () => 'done'),
    ],
    { capacity: 8 },
  );
  await client.send([...events('a', 4), ...events('b', 3)]);
  await until(() => inside() === 7);
  await client.send(events('quick', 5));
  expect((await finished('quick', 5, 5)).map(({ output }) => output)).toEqual(Array(5).fill('done'));
  open();
});

test('a flood of one function takes three quarters of the places and keeps nobody else waiting', async () => {
  const { hold, open, inside, most } = makeHolder();
  const { client, finished, query, schema } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'flood', triggers: { event: 'flood' } }, ({ step }) =>
        step.run('hold', hold),
      ),
      inngest.createFunction({ id: 'urgent', triggers: { event: 'urgent' } }, async () => 'cut off'),
    ],
    { capacity: 8 },
  );
  await client.send(events('flood', 300));
  await until(() => inside() === 6);
  await until(
    async () => (await query(`SELECT 1 FROM ${schema}.event WHERE matched_at IS NULL`)).length === 0,
  );
  await client.send({ name: 'urgent' });
  expect((await finished('urgent', 1, 5))[0]).toMatchObject({ output: 'cut off' });
  expect(most()).toBe(6);
  open();
  await finished('flood', 300, 15);
});

test('a flood is taken in and worked off without ever being held in memory', async () => {
  const { hold, open, most } = makeHolder();
  const { client, executor, query, schema } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'flood', triggers: { event: 'flood' } }, ({ step }) =>
        step.run('hold', hold),
      ),
    ],
    { capacity: 12 },
  );
  const pages: number[] = [];
  for (let page = 0; page < 20; page++) {
    const began = performance.now();
    await client.send(events('flood', 250, (n) => ({ n, text: 'x'.repeat(200) })));
    pages.push(performance.now() - began);
  }
  await until(
    async () => (await query(`SELECT 1 FROM ${schema}.event WHERE matched_at IS NULL LIMIT 1`)).length === 0,
    60,
  );
  // Only what is in flight was ever taken out of the queue.
  const active = `SELECT 1 FROM pgboss.job WHERE name = '${schema}' AND state = 'active'`;
  expect(await query(active)).toHaveLength(9);
  expect(most()).toBe(9);
  expect(await executor.health()).toMatchObject({ queued: 4991, running: 9 });
  expect(pages.sort((a, b) => a - b)[10]).toBeLessThan(1_000);
  open();
  await until(async () => (await executor.health()).running + (await executor.health()).queued < 4_900, 20);
  expect(most()).toBe(9);
  expect(await query(`SELECT 1 FROM ${schema}.run WHERE state = 'failed'`)).toEqual([]);
}, 90_000);

test('a long queue for one key does not slow down the others, and keeps its order', async () => {
  const { hold, open } = makeHolder();
  const order: number[] = [];
  const { client, query, schema, finished } = await app(
    (inngest) => [
      inngest.createFunction(
        {
          id: 'keyed',
          concurrency: [{ limit: 1, key: 'event.data.key' }, { limit: 4 }],
          triggers: { event: 'keyed' },
        },
        async ({ event, step }) => {
          if (event.data.key !== 'hot') return 'cold';
          order.push(Number(event.data.n));
          if (event.data.n === 0) await step.run('hold', hold);
          return 'hot';
        },
      ),
    ],
    { capacity: 8 },
  );
  await client.send(events('keyed', 150, (n) => ({ key: 'hot', n })));
  await until(async () => (await query(`SELECT 1 FROM ${schema}.parked`)).length === 149, 20);
  await client.send(events('keyed', 40, (n) => ({ key: `cold ${n % 3}`, n })));
  const cold = `SELECT 1 FROM ${schema}.run WHERE output = '"cold"'`;
  await until(async () => (await query(cold)).length === 40, 10);
  open();
  await finished('keyed', 190, 20);
  expect(order.filter((n, index) => order.indexOf(n) === index)).toHaveLength(150);
  expect(await query(`SELECT 1 FROM ${schema}.parked`)).toEqual([]);
  // The first comes twice, before and after its step; then everybody in the order in which they were parked.
  expect(order.slice(0, 2)).toEqual([0, 0]);
}, 60_000);
