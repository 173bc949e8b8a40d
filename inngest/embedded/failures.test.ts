import { NonRetriableError, RetryAfterError } from 'inngest';
import { serve } from 'inngest/edge';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
import { openWorld, startApp, type World } from './test-app.ts';
import { makeClient } from './test-client.ts';

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

test('a failing step is repeated after the waits of the server, and each step has its own attempts', async () => {
  const tries: string[] = [];
  const { client, finished, skipDelay } = await app((inngest) => [
    inngest.createFunction(
      { id: 'flaky', retries: 2, triggers: { event: 'flaky' } },
      async ({ attempt, step }) => {
        await step.run('solid', () => tries.push(`solid ${attempt}`));
        await step.run('shaky', () => {
          tries.push(`shaky ${attempt}`);
          if (attempt < 2) throw new Error(`failure ${attempt}`);
        });
        return step.run('last', () => `last ${attempt}`);
      },
    ),
  ]);
  await client.send({ name: 'flaky' });
  const first = await skipDelay();
  expect(first).toBeGreaterThan(14);
  expect(first).toBeLessThan(46);
  await until(() => tries.length === 3);
  const second = await skipDelay();
  expect(second).toBeGreaterThan(29);
  expect(second).toBeLessThan(61);
  const [run] = await finished('flaky');
  expect(run).toMatchObject({ state: 'completed', output: 'last 0' });
  expect(tries).toEqual(['solid 0', 'shaky 0', 'shaky 1', 'shaky 2']);
  expect(run?.steps.map(({ name, attempts }) => [name, attempts])).toEqual([
    ['solid', 0],
    ['shaky', 2],
    ['last', 0],
  ]);
});

test('a step whose attempts are used up fails the run, and onFailure hears of it', async () => {
  const heard: unknown[] = [];
  const { client, finished, skipDelay } = await app((inngest) => [
    inngest.createFunction(
      {
        id: 'hopeless',
        retries: 1,
        triggers: { event: 'hopeless' },
        onFailure: async ({ event, error, step }) => {
          await step.run('note', () =>
            heard.push([event.data.function_id, event.data.event.data, error.message]),
          );
        },
      },
      async ({ step }) => {
        await step.run('try', () => {
          throw new TypeError('never works');
        });
      },
    ),
    inngest.createFunction(
      { id: 'bystander', triggers: { event: 'other' }, onFailure: async () => heard.push('wrong') },
      async () => {},
    ),
  ]);
  await client.send({ name: 'hopeless', data: { n: 1 } });
  await skipDelay();
  const [run] = await finished('hopeless');
  expect(run).toMatchObject({ state: 'failed', error: { name: 'TypeError', message: 'never works' } });
  expect(run?.steps[0]).toMatchObject({ name: 'try', state: 'failed', attempts: 1 });
  await finished('hopeless-failure');
  expect(heard).toEqual([['app-hopeless', { n: 1 }, 'never works']]);
});

test('a function may catch the error of a step that failed for good', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'calm', retries: 0, triggers: { event: 'calm' } }, async ({ step }) => {
      const caught = await step
        .run('bad', () => {
          throw new Error('oops');
        })
        .catch((error: Error) => error.message);
      return step.run('after', () => `caught ${caught}`);
    }),
  ]);
  await client.send({ name: 'calm' });
  expect((await finished('calm'))[0]).toMatchObject({ state: 'completed', output: 'caught oops' });
});

test('RetryAfterError sets the wait and NonRetriableError ends the retries', async () => {
  let calls = 0;
  const { client, finished, skipDelay } = await app((inngest) => [
    inngest.createFunction({ id: 'polite', retries: 5, triggers: { event: 'polite' } }, async ({ step }) => {
      await step.run('call', () => {
        calls++;
        if (calls === 1) throw new RetryAfterError('slow down', '10m');
        throw new NonRetriableError('forbidden');
      });
    }),
  ]);
  await client.send({ name: 'polite' });
  const seconds = await skipDelay();
  expect(seconds).toBeGreaterThan(590);
  expect(seconds).toBeLessThan(601);
  expect((await finished('polite'))[0]).toMatchObject({ state: 'failed', error: { message: 'forbidden' } });
  expect(calls).toBe(2);
});

test('an error outside of steps is retried too, and the finished steps are not repeated', async () => {
  let steps = 0;
  const { client, finished, skipDelay } = await app((inngest) => [
    inngest.createFunction(
      { id: 'outside', retries: 1, triggers: { event: 'outside' } },
      async ({ attempt, step }) => {
        await step.run('once', () => steps++);
        if (attempt === 0) throw new Error('not yet');
        return 'done';
      },
    ),
  ]);
  await client.send({ name: 'outside' });
  await skipDelay();
  expect((await finished('outside'))[0]).toMatchObject({ state: 'completed', output: 'done' });
  expect(steps).toBe(1);
});

test('a parallel step retries by itself while the others keep their values', async () => {
  const ran: string[] = [];
  const { client, finished, skipDelay } = await app((inngest) => [
    inngest.createFunction(
      { id: 'mixed', retries: 3, triggers: { event: 'mixed' } },
      async ({ attempt, step }) =>
        Promise.all([
          step.run('good', () => {
            ran.push('good');
            return 'good';
          }),
          step.run('bad', () => {
            ran.push(`bad ${attempt}`);
            if (attempt === 0) throw new Error('later');
            return 'bad';
          }),
        ]),
    ),
  ]);
  await client.send({ name: 'mixed' });
  await skipDelay();
  expect((await finished('mixed'))[0]).toMatchObject({ state: 'completed', output: ['good', 'bad'] });
  expect(ran.sort()).toEqual(['bad 0', 'bad 1', 'good']);
});

test('failures of the transport and refused calls use up no attempt', async () => {
  const schema = world.newSchema();
  const inngest = makeClient(world.pool, schema);
  const attempts: number[] = [];
  const handle = serve({
    client: inngest,
    functions: [
      inngest.createFunction(
        { id: 'steady', retries: 0, triggers: { event: 'steady' } },
        async ({ attempt }) => {
          attempts.push(attempt);
          return 'arrived';
        },
      ),
    ],
  });
  const troubles = [
    () => Promise.reject(new Error('connection refused')),
    () => Promise.resolve(new Response('bad gateway', { status: 502 })),
    (request: Request) => {
      const headers = new Headers(request.headers);
      headers.set('x-inngest-signature', 't=1&s=00');
      return handle(new Request(request, { headers }));
    },
  ];
  const handler = (request: Request) => {
    const trouble = request.method === 'POST' ? troubles.shift() : undefined;
    return trouble ? trouble(request) : handle(request);
  };
  const { client, finished, skipDelay } = await app(() => [], { handler, schema });
  await client.send({ name: 'steady' });
  const waits = [];
  for (let i = 0; i < 3; i++) {
    waits.push(Math.ceil(await skipDelay()));
    await until(() => troubles.length === 2 - i || attempts.length > 0);
  }
  expect((await finished('steady'))[0]).toMatchObject({ state: 'completed', output: 'arrived' });
  expect(waits).toEqual([1, 2, 5]);
  expect(attempts).toEqual([0]);
});

test('calls are signed: the public endpoint refuses anybody else', async () => {
  const inngest = makeClient(world.pool, 'first');
  const handle = serve({ client: inngest, functions: [] });
  const url = 'http://127.0.0.1:3000/api/inngest?fnId=app-x&stepId=step';
  const request = new Request(url, { method: 'POST', body: '{}', headers: { host: '127.0.0.1:3000' } });
  expect((await handle(request)).status).toBe(401);
});

test('RetryAfterError takes seconds, a time span or a date, for steps and for functions', async () => {
  const { client, delays } = await app((inngest) => {
    const wait = (id: string, after: () => string | number | Date, inStep: boolean) =>
      inngest.createFunction({ id, retries: 1, triggers: { event: 'wait' } }, async ({ attempt, step }) => {
        const work = () => {
          if (attempt === 0) throw new RetryAfterError('slow down', after());
          return 'done';
        };
        return inStep ? step.run('work', work) : work();
      });
    return [
      wait('millis', () => 100_000, true),
      wait('span', () => '200s', true),
      wait('date', () => new Date(Date.now() + 300_000), true),
      wait('whole', () => '400s', false),
    ];
  });
  await client.send({ name: 'wait' });
  await until(async () => (await delays()).length === 4);
  const rounded = (await delays()).map((seconds) => Math.round(seconds / 100) * 100);
  expect(rounded).toEqual([100, 200, 300, 400]);
});

/** An app that cannot be reached until `repaired` says so. */
function makeUnreachable() {
  let broken = true;
  let calls = 0;
  const schema = world.newSchema();
  const inngest = makeClient(world.pool, schema);
  const fn = inngest.createFunction(
    { id: 'far', retries: 0, triggers: { event: 'far' } },
    async ({ step }) => {
      await step.run('one', () => 1);
      return 'arrived';
    },
  );
  const handle = serve({ client: inngest, functions: [fn] });
  const handler = async (request: Request) => {
    if (request.method !== 'POST') return handle(request);
    calls++;
    return broken ? new Response('the gate is shut', { status: 503 }) : handle(request);
  };
  return { schema, handler, calls: () => calls, repair: () => (broken = false) };
}

test('a run that cannot be worked on says why and how often it was tried, until it can be', async () => {
  const { schema, handler, calls, repair } = makeUnreachable();
  const { client, finished, skipDelay, runs } = await app(() => [], { schema, handler });
  await client.send({ name: 'far' });
  await skipDelay();
  await until(async () => (await runs('far'))[0]?.unreachable?.failures === 2);
  expect((await runs('far'))[0]).toMatchObject({
    state: 'running',
    attempts: 0,
    unreachable: { failures: 2, reason: 'the app answered 503: the gate is shut' },
  });
  repair();
  await skipDelay();
  expect((await finished('far'))[0]).toMatchObject({ state: 'completed', attempts: 0, unreachable: null });
  expect(calls()).toBe(4);
});

test('a run that could not be worked on for a day is given up, and shows what kept it', async () => {
  let now = new Date('2026-11-20T08:00:00Z');
  const { schema, handler } = makeUnreachable();
  const { client, finished, skipDelay } = await app(() => [], { schema, handler, now: () => now });
  await client.send({ name: 'far' });
  await until(
    async () =>
      (await world.pool.query(`SELECT 1 FROM ${schema}.run WHERE unreachable IS NOT NULL`)).rowCount === 1,
  );
  now = new Date('2026-11-21T08:00:01Z');
  await skipDelay();
  expect((await finished('far'))[0]).toMatchObject({
    state: 'failed',
    error: { name: 'UnreachableError', message: 'the app answered 503: the gate is shut' },
    unreachable: { failures: 2 },
  });
});
