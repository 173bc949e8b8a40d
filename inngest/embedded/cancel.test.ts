import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
import { cancelRun } from './runs.ts';
import { type App, openWorld, startApp, type World } from './test-app.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A function whose first step is in flight until the gate opens. */
async function startHeld(options: { timeouts?: { finish: '10m' } } = {}) {
  const gate = Promise.withResolvers<void>();
  const ran: string[] = [];
  const app = await startApp(world, (inngest) => [
    inngest.createFunction(
      {
        id: 'held',
        triggers: { event: 'held' },
        cancelOn: [{ event: 'stop', match: 'data.id' }],
        onFailure: async () => ran.push('failure'),
        ...options,
      },
      async ({ step }) => {
        await step.run('first', async () => {
          ran.push('first');
          await gate.promise;
          return 'too late';
        });
        await step.run('second', () => ran.push('second'));
      },
    ),
    inngest.createFunction(
      { id: 'twins', triggers: { event: 'twins' }, cancelOn: [{ event: 'stop', match: 'data.id' }] },
      ({ step }) =>
        Promise.all(
          ['left', 'right'].map((name) =>
            step.run(name, async () => {
              ran.push(name);
              await gate.promise;
            }),
          ),
        ),
    ),
  ]);
  onTestFinished(() => {
    gate.resolve();
    return app.stop();
  });
  return { app, ran, open: gate.resolve };
}

/** Lets the step end and waits until its job is out of the queue. */
async function letGo({ query, schema }: App, open: () => void): Promise<void> {
  open();
  const active = `SELECT 1 FROM pgboss.job WHERE name = '${schema}' AND state = 'active'`;
  await until(async () => (await query(active)).length === 0);
}

test('an operator cancels a run with a step in flight: what the step brings is dropped', async () => {
  const { app, ran, open } = await startHeld();
  await app.client.send({ name: 'held', data: { id: 'a' } });
  await until(() => ran.length === 1);
  const [running] = await app.runs('held');
  expect(await cancelRun(world.pool, running?.id ?? '', app.schema)).toBe(true);
  await app.finished('held');
  await letGo(app, open);
  expect(await app.run(running?.id ?? '')).toMatchObject({
    state: 'cancelled',
    error: { message: 'cancelled by an operator' },
    output: null,
    steps: [],
  });
  expect(ran).toEqual(['first']);
});

test('an event cancels a run with steps in flight, alone or side by side', async () => {
  const { app, ran, open } = await startHeld();
  await app.client.send([
    { name: 'held', data: { id: 'a' } },
    { name: 'twins', data: { id: 'a' } },
  ]);
  await until(() => ran.length === 3);
  await app.client.send({ name: 'stop', data: { id: 'a' } });
  await Promise.all([app.finished('held'), app.finished('twins')]);
  await letGo(app, open);
  const [held] = await app.finished('held');
  expect(held).toMatchObject({
    state: 'cancelled',
    steps: [],
    error: { message: 'cancelled by the event stop' },
  });
  const [twins] = await app.finished('twins');
  expect(twins?.steps.map(({ state, value }) => [state, value])).toEqual([
    ['cancelled', null],
    ['cancelled', null],
  ]);
  expect(ran.sort()).toEqual(['first', 'left', 'right']);
});

test('timeouts.finish ends a run with a step in flight', async () => {
  const { app, ran, open } = await startHeld({ timeouts: { finish: '10m' } });
  await app.client.send({ name: 'held', data: { id: 'a' } });
  await until(() => ran.length === 1);
  await app.skipDelay();
  await app.finished('held');
  await letGo(app, open);
  expect((await app.finished('held'))[0]).toMatchObject({
    state: 'cancelled',
    error: { name: 'TimeoutError' },
  });
  expect(ran).toEqual(['first']);
});

test('a cancelled run keeps its place until its step lets go, so that a limit of one holds', async () => {
  const gate = Promise.withResolvers<void>();
  let inside = 0;
  let most = 0;
  const app = await startApp(world, (inngest) => [
    inngest.createFunction({ id: 'one', concurrency: 1, triggers: { event: 'one' } }, ({ event, step }) =>
      step.run('work', async () => {
        most = Math.max(most, ++inside);
        if (event.data.first) await gate.promise;
        inside--;
      }),
    ),
  ]);
  onTestFinished(() => app.stop());
  await app.client.send({ name: 'one', data: { first: true } });
  await until(() => inside === 1);
  const [first] = await app.runs('one');
  await app.client.send({ name: 'one', data: {} });
  await until(async () => (await app.query(`SELECT 1 FROM ${app.schema}.parked`)).length === 1);
  await cancelRun(world.pool, first?.id ?? '', app.schema);
  await app.finished('one', 1);
  gate.resolve();
  expect((await app.finished('one', 2)).map(({ state }) => state)).toEqual(['cancelled', 'completed']);
  expect(most).toBe(1);
});
