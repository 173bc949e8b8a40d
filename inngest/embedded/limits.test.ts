import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { limits } from './limits.ts';
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

test('an event that is too large is refused with its name and size, and nothing of its send is stored', async () => {
  const { client, events } = await app(() => []);
  const text = 'x'.repeat(limits.eventBytes);
  const send = client.send([{ name: 'small' }, { name: 'large', data: { text } }]);
  await expect(send).rejects.toThrow(/large has 513 KiB, and at most 512 KiB are taken/);
  expect(await events('small')).toEqual([]);
});

test('too many events at once are refused', async () => {
  const { client } = await app(() => []);
  const send = client.send(Array.from({ length: limits.eventsPerSend + 1 }, () => ({ name: 'many' })));
  await expect(send).rejects.toThrow(/5001 events were sent at once/);
});

test('a step or a function that returns too much fails its run at once, and says how much it was', async () => {
  const large = () => 'x'.repeat(limits.outputBytes + 1);
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'step', retries: 3, triggers: { event: 'go' } }, ({ step }) =>
      step.run('read everything', large),
    ),
    inngest.createFunction({ id: 'beside', retries: 3, triggers: { event: 'go' } }, ({ step }) =>
      Promise.all([step.run('a', large), step.run('b', () => 1)]),
    ),
    inngest.createFunction({ id: 'whole', retries: 3, triggers: { event: 'go' } }, async () => large()),
  ]);
  await client.send({ name: 'go' });
  const messages = async (id: string) =>
    (await finished(id)).map(({ state, error }) => [state, error?.message]);
  const kept = 'returned 4097 KiB, and at most 4096 KiB are kept';
  expect(await messages('step')).toEqual([['failed', `the step "read everything" ${kept}`]]);
  expect(await messages('beside')).toEqual([['failed', `the step "a" ${kept}`]]);
  expect(await messages('whole')).toEqual([['failed', `the function ${kept}`]]);
});

test('a run that asks for too many steps fails instead of growing on', async () => {
  let ran = 0;
  const { client, finished } = await app((inngest) => [
    inngest.createFunction({ id: 'wide', triggers: { event: 'go' } }, ({ step }) =>
      Promise.all(Array.from({ length: limits.stepsPerRun + 1 }, (_, n) => step.run(`s${n}`, () => ran++))),
    ),
  ]);
  await client.send({ name: 'go' });
  const [run] = await finished('wide');
  expect(run).toMatchObject({ state: 'failed', error: { name: 'LimitError' } });
  expect(run?.error?.message).toContain('1000 steps');
  expect(ran).toBe(0);
});
