import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { until } from '#tests/process.ts';
import { openWorld, startApp, type World } from './test-app.ts';

const spans = z.object({ span: z.number(), date: z.number() });

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

test('steps run once each, in order, and their values reach the result', async () => {
  const ran: string[] = [];
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'sum', triggers: { event: 'sum' } }, async ({ event, step }) => {
      const add = (name: string, value: number) => () => {
        ran.push(name);
        return value + 1;
      };
      const one = await step.run('one', add('one', Number(event.data.start)));
      const two = await step.run('two', add('two', one));
      return { two };
    }),
  ]);
  await client.send({ name: 'sum', data: { start: 40 } });
  const [run] = await finished('sum');
  expect(run).toMatchObject({ state: 'completed', output: { two: 42 }, attempts: 0 });
  expect(run?.steps.map(({ name, state, value }) => [name, state, value])).toEqual([
    ['one', 'done', { data: 41 }],
    ['two', 'done', { data: 42 }],
  ]);
  expect(ran).toEqual(['one', 'two']);
});

test('a trigger with a condition starts runs for matching events only', async () => {
  const { client, finished, events } = await app((inngest) => [
    inngest.createFunction(
      { id: 'picky', triggers: [{ event: 'pick', if: 'event.data.amount > 10 && event.data.kind == "a"' }] },
      async ({ event }) => event.data.amount,
    ),
  ]);
  await client.send([
    { name: 'pick', data: { amount: 5, kind: 'a' } },
    { name: 'pick', data: { amount: 11 } },
    { name: 'pick', data: { amount: 11, kind: 'a' } },
  ]);
  const runs = await finished('picky');
  expect((await events('pick')).every((event) => event.matched_at)).toBe(true);
  expect(runs.map((run) => run.output)).toEqual([11]);
});

test('parallel steps run at the same time and the run goes on after all of them', async () => {
  let inside = 0;
  let most = 0;
  const counts = { a: 0, b: 0, c: 0 };
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'fan', triggers: { event: 'fan' } }, async ({ step }) => {
      const work = (name: keyof typeof counts) => async () => {
        counts[name]++;
        most = Math.max(most, ++inside);
        await until(() => most === 3);
        inside--;
        return name;
      };
      const values = await Promise.all([
        step.run('a', work('a')),
        step.run('b', work('b')),
        step.run('c', work('c')),
        step.sleep('nap', '1s'),
      ]);
      return step.run('join', () => values.slice(0, 3).join(''));
    }),
  ]);
  await client.send({ name: 'fan' });
  const [run] = await finished('fan');
  expect(run).toMatchObject({ state: 'completed', output: 'abc' });
  expect(counts).toEqual({ a: 1, b: 1, c: 1 });
});

test('parallel steps that end together never leave their run behind', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'burst', triggers: { event: 'burst' } }, async ({ step }) => {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      return (await Promise.all(names.map((name) => step.run(name, () => name)))).join('');
    }),
  ]);
  await client.send(Array.from({ length: 25 }, () => ({ name: 'burst' })));
  const runs = await finished('burst', 25);
  expect(new Set(runs.map((run) => run.output))).toEqual(new Set(['abcdef']));
});

test('a race goes on with its first step, and the later ones repeat nothing', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const after: string[] = [];
  const { client, finished, query, schema } = await app((inngest) => [
    inngest.createFunction({ id: 'race', triggers: { event: 'race' } }, async ({ step, group }) => {
      const first = await group.parallel({ mode: 'race' }, () =>
        Promise.race([step.run('slow', () => slow.then(() => 'slow')), step.run('fast', () => 'fast')]),
      );
      await step.run('after', async () => {
        after.push(first);
        release();
        const done = `SELECT 1 FROM ${schema}.step WHERE name = 'slow' AND state = 'done'`;
        await until(async () => (await query(done)).length === 1);
        // Time enough for the end of the slow step to look for work, which it must not find.
        await new Promise((resolve) => setTimeout(resolve, 400));
      });
      return first;
    }),
  ]);
  await client.send({ name: 'race' });
  const [run] = await finished('race');
  expect(run).toMatchObject({ state: 'completed', output: 'fast' });
  expect(after).toEqual(['fast']);
});

test('a race whose steps end together looks for the next step once', async () => {
  const after: string[] = [];
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'tie', triggers: { event: 'tie' } }, async ({ runId, step, group }) => {
      await group.parallel({ mode: 'race' }, () =>
        Promise.race([step.run('a', () => 'a'), step.run('b', () => 'b')]),
      );
      await step.run('after', async () => {
        after.push(runId);
        await new Promise((resolve) => setTimeout(resolve, 100));
      });
    }),
  ]);
  await client.send(Array.from({ length: 5 }, () => ({ name: 'tie' })));
  const runs = await finished('tie', 5);
  expect(after.sort()).toEqual(runs.map((run) => run.id).sort());
});

test('sleep and sleepUntil hold the run for as long as they say', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'nap', triggers: { event: 'nap' } }, async ({ step }) => {
      const before = await step.run('before', () => Date.now());
      await step.sleep('span', '1s');
      const between = await step.run('between', () => Date.now());
      await step.sleepUntil('date', new Date(between + 300));
      const after = await step.run('after', () => Date.now());
      return { span: between - before, date: after - between };
    }),
  ]);
  await client.send({ name: 'nap' });
  const [run] = await finished('nap');
  const { span, date } = spans.parse(run?.output);
  expect(span).toBeGreaterThanOrEqual(990);
  expect(span).toBeLessThan(2_500);
  expect(date).toBeGreaterThanOrEqual(290);
  expect(run?.steps.find((step) => step.name === 'span')).toMatchObject({ op: 'Sleep', state: 'done' });
});

test('sendEvent starts other functions', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'parent', triggers: { event: 'parent' } }, async ({ step }) => {
      const { ids } = await step.sendEvent('fan-out', [
        { name: 'child', data: { n: 1 } },
        { name: 'child', data: { n: 2 } },
      ]);
      return ids.length;
    }),
    inngest.createFunction({ id: 'child', triggers: { event: 'child' } }, async ({ event }) => event.data.n),
  ]);
  await client.send({ name: 'parent' });
  const children = await finished('child', 2);
  expect(children.map((run) => run.output).sort()).toEqual([1, 2]);
  expect((await finished('parent'))[0]?.output).toBe(2);
});

test('waitForEvent gets the first event that matches and null when none comes in time', async () => {
  const { client, finished, query, schema } = await app((inngest) => [
    inngest.createFunction({ id: 'waiter', triggers: { event: 'wait' } }, async ({ step }) => {
      const [byMatch, byIf, never] = await Promise.all([
        step.waitForEvent('match', { event: 'go', timeout: '1h', match: 'data.id' }),
        step.waitForEvent('if', { event: 'go', timeout: '1h', if: 'async.data.size > 5' }),
        step.waitForEvent('late', { event: 'never', timeout: '1s' }),
      ]);
      return [byMatch?.data.n, byIf?.data.n, never];
    }),
  ]);
  await client.send({ name: 'wait', data: { id: 'x' } });
  const waiting = () => query(`SELECT 1 FROM ${schema}.step WHERE event = 'go' AND state = 'pending'`);
  await until(async () => (await waiting()).length === 2);
  await client.send([
    { name: 'go', data: { id: 'y', size: 1, n: 1 } },
    { name: 'go', data: { id: 'x', n: 2 } },
    { name: 'go', data: { id: 'x', size: 9, n: 3 } },
  ]);
  const [run] = await finished('waiter');
  expect(run?.output).toEqual([2, 3, null]);
});

test('invoke gives the result of the other function, or its error', async () => {
  const { client, finished } = await app((inngest) => {
    const double = inngest.createFunction(
      { id: 'double', triggers: { event: 'double' } },
      async ({ event, step }) => step.run('work', () => Number(event.data.n) * 2),
    );
    const broken = inngest.createFunction({ id: 'broken', retries: 0, triggers: [] }, async () => {
      throw new Error('no luck');
    });
    const caller = inngest.createFunction({ id: 'caller', triggers: { event: 'call' } }, async ({ step }) => {
      const value = await step.invoke('good', { function: double, data: { n: 21 } });
      const error = await step
        .invoke('bad', { function: broken, data: {} })
        .catch((failure: Error) => failure.message);
      return { value, error };
    });
    return [double, broken, caller];
  });
  await client.send({ name: 'call' });
  const [run] = await finished('caller');
  expect(run).toMatchObject({ state: 'completed', output: { value: 42, error: 'no luck' } });
});

test('an invocation that takes too long fails in its caller', async () => {
  const { client, finished } = await app((inngest) => {
    const slow = inngest.createFunction({ id: 'slow', triggers: [] }, ({ step }) => step.sleep('long', '1h'));
    const caller = inngest.createFunction({ id: 'caller', triggers: { event: 'call' } }, ({ step }) =>
      step
        .invoke('slow', { function: slow, data: {}, timeout: '1s' })
        .catch((failure: Error) => failure.message),
    );
    return [slow, caller];
  });
  await client.send({ name: 'call' });
  expect((await finished('caller'))[0]?.output).toContain('did not end in time');
});

test('an operation that is not supported fails the run and says so', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'signal', triggers: { event: 'signal' } }, ({ step }) =>
      step.waitForSignal('wait', { signal: 'x', timeout: '1h' }),
    ),
  ]);
  await client.send({ name: 'signal' });
  const [run] = await finished('signal');
  expect(run).toMatchObject({ state: 'failed', error: { name: 'UnsupportedError' } });
  expect(run?.error?.message).toContain('WaitForSignal');
});

test('text that Postgres cannot store loses only the bad characters', async () => {
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'text', triggers: { event: 'text' } }, async ({ event, step }) =>
      step.run('echo', () => `${event.data.text}\u0000\ud800 \\u0000`),
    ),
  ]);
  await client.send({ name: 'text', data: { text: 'a\u0000b' } });
  const [run] = await finished('text');
  expect(run).toMatchObject({ state: 'completed', output: 'ab\ufffd \\u0000' });
});
