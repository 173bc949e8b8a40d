import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
import { checkCron, lastTick, nextTick } from './cron.ts';
import { listFunctions } from './runs.ts';
import { openWorld, startApp, type World } from './test-app.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('ticks follow the time zone, over the change of its clocks too', () => {
  const cron = 'TZ=Europe/Berlin 0 9 * * *';
  expect(nextTick(cron, new Date('2026-03-28T09:00:00Z'))).toEqual(new Date('2026-03-29T07:00:00Z'));
  expect(nextTick('0 9 * * *', new Date('2026-03-28T09:00:00Z'))).toEqual(new Date('2026-03-29T09:00:00Z'));
  expect(lastTick('*/5 * * * *', new Date('2026-11-20T05:05:00Z'))).toEqual(new Date('2026-11-20T05:05:00Z'));
  expect(lastTick('*/5 * * * *', new Date('2026-11-20T05:04:59Z'))).toEqual(new Date('2026-11-20T05:00:00Z'));
});

test('expressions that cannot tick are refused', () => {
  for (const cron of ['', 'tomorrow', '* * * *', '* * * * * *', '61 * * * *', 'TZ=Nowhere/Land * * * * *']) {
    expect(() => checkCron(cron), cron).toThrow();
  }
});

test('every tick gives one run, and ticks missed during downtime give one run together', async () => {
  let now = new Date('2026-11-20T08:58:30Z');
  const schema = world.newSchema();
  const start = () =>
    startApp(
      world,
      (inngest) => [
        inngest.createFunction(
          { id: 'hourly', triggers: { cron: 'TZ=Asia/Shanghai 0 * * * *' } },
          async ({ event }) => JSON.stringify(event.data),
        ),
      ],
      { now: () => now, schema },
    );
  const first = await start();
  const [known] = await until(async () => (await listFunctions(world.pool, schema)).length > 0).then(() =>
    listFunctions(world.pool, schema),
  );
  expect(known).toMatchObject({
    id: 'app-hourly',
    crons: [{ cron: 'TZ=Asia/Shanghai 0 * * * *', nextTick: new Date('2026-11-20T09:00:00Z') }],
  });
  now = new Date('2026-11-20T09:00:00.100Z');
  expect((await first.finished('hourly'))[0]?.output).toContain('2026-11-20T09:00:00.000Z');
  await first.stop();

  now = new Date('2026-11-20T13:20:00Z');
  const second = await start();
  onTestFinished(() => second.stop());
  expect((await second.finished('hourly', 2))[1]?.output).toContain('2026-11-20T13:00:00.000Z');
  now = new Date('2026-11-20T14:00:00Z');
  expect(await second.finished('hourly', 3)).toHaveLength(3);
});

test('after downtime every schedule is caught up by exactly one run, however many ticks it missed', async () => {
  let now = new Date('2026-11-20T08:00:30Z');
  const schema = world.newSchema();
  const crons = {
    minutely: '* * * * *',
    quarterly: '*/15 * * * *',
    daily: '30 9 * * *',
    monthly: '0 0 1 * *',
  };
  const start = () =>
    startApp(
      world,
      (inngest) =>
        Object.entries(crons).map(([id, cron]) =>
          inngest.createFunction({ id, triggers: { cron } }, async ({ event }) => event.data.scheduledAt),
        ),
      { now: () => now, schema },
    );
  const first = await start();
  await until(async () => (await listFunctions(world.pool, schema)).length === 4);
  await first.stop();
  now = new Date('2026-11-20T12:07:10Z');
  const second = await start();
  onTestFinished(() => second.stop());
  const caughtUp = await Promise.all(['minutely', 'quarterly', 'daily'].map((id) => second.finished(id)));
  expect(caughtUp.map((runs) => runs.map((run) => run.output))).toEqual([
    ['2026-11-20T12:07:00.000Z'],
    ['2026-11-20T12:00:00.000Z'],
    ['2026-11-20T09:30:00.000Z'],
  ]);
  expect(await second.runs('monthly')).toEqual([]);
});

test('two processes never run the same tick twice', async () => {
  let now = new Date('2026-11-20T08:58:30Z');
  const schema = world.newSchema();
  const start = () =>
    startApp(
      world,
      (inngest) => [
        inngest.createFunction({ id: 'tick', triggers: { cron: '* * * * *' } }, async () => 'ticked'),
      ],
      { now: () => now, schema },
    );
  const [one, two] = await Promise.all([start(), start()]);
  onTestFinished(async () => {
    await Promise.all([one.stop(), two.stop()]);
  });
  await until(async () => (await listFunctions(world.pool, schema)).length > 0);
  now = new Date('2026-11-20T08:59:00Z');
  await one.finished('tick', 1);
  const leads = (await one.executor.health()).leader;
  await (leads ? one : two).stop();
  // The next leader finds the clock of its schedule where the last one left it.
  const rest = leads ? two : one;
  await until(async () => (await rest.executor.health()).leader);
  now = new Date('2026-11-20T09:00:00Z');
  expect(await rest.finished('tick', 2)).toHaveLength(2);
  const { schema: table } = rest;
  await rest.query(`UPDATE ${table}.schedule SET next_at = '2026-11-20T09:00:00Z'`);
  const behind = `SELECT 1 FROM ${table}.schedule WHERE next_at <= '2026-11-20T09:00:00Z'`;
  now = new Date('2026-11-20T09:00:30Z');
  await rest.stop();
  const third = await start();
  onTestFinished(() => third.stop());
  await until(async () => (await third.query(behind)).length === 0);
  expect(await third.runs('tick')).toHaveLength(2);
});
