import { serve } from 'inngest/edge';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
import { drainExecutor, hasUnfinished } from './drain.ts';
import { openWorld, startApp, type World } from './test-app.ts';
import { APP_URL, makeClient, SIGNING_KEY } from './test-client.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('what an executor left is finished without its schedules, and then the finishing stops by itself', async () => {
  let now = new Date('2026-11-20T08:00:30Z');
  const clock = () => now;
  const gate = Promise.withResolvers<void>();
  const ran: string[] = [];
  const functions = (inngest: ReturnType<typeof makeClient>) => [
    inngest.createFunction({ id: 'late', triggers: { event: 'late' } }, async ({ step }) => {
      await step.run('first', () => ran.push('first'));
      await step.run('second', async () => {
        ran.push('second');
        await gate.promise;
      });
      await step.sendEvent('third', { name: 'after', data: {} });
    }),
    inngest.createFunction({ id: 'after', triggers: { event: 'after' } }, async () => ran.push('after')),
    inngest.createFunction({ id: 'tick', triggers: { cron: '* * * * *' } }, async () => ran.push('tick')),
  ];
  const left = await startApp(world, functions, { now: clock });
  const { schema, run, runs, query } = left;
  const clocks = () => query(`SELECT cron, next_at FROM ${schema}.schedule`);
  const stopped = { cron: '* * * * *', next_at: new Date('2026-11-20T08:01:00Z') };
  await left.client.send({ name: 'late' });
  await until(() => ran.includes('second'));
  await left.executor.stop({ timeoutMs: 50 });
  expect(await hasUnfinished(world.pool, schema)).toBe(true);

  now = new Date('2026-11-20T08:05:30Z');
  gate.resolve();
  const client = makeClient(world.pool, schema);
  const said: string[] = [];
  const log = { info: (_: object, text: string) => said.push(text), warn: () => {}, error: () => {} };
  const drain = () =>
    drainExecutor(world.pool, {
      connectionString: world.url,
      handler: serve({ client, functions: functions(client) }),
      url: APP_URL,
      signingKey: SIGNING_KEY,
      now: clock,
      log,
      schema,
    });
  const draining = await drain();
  onTestFinished(async () => draining?.stop({ timeoutMs: 1_000 }));
  await until(() => said.includes('the embedded executor has nothing left'), 20);
  expect(ran).toEqual(['first', 'second', 'second', 'after']);
  expect(await run((await runs('late'))[0]?.id ?? '')).toMatchObject({ state: 'completed' });
  expect(await drain()).toBe(null);
  // An executor that comes back makes up for what the schedules missed.
  expect(await clocks()).toEqual([stopped]);
});

test('where there never was an executor nothing is left', async () => {
  expect(await hasUnfinished(world.pool, 'nowhere')).toBe(false);
});
