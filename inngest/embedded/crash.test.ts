import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type RunningProcess, spawnNode, until } from '#tests/process.ts';
import { listRuns } from './runs.ts';
import { createExecutorSchema } from './schema.ts';
import { openWorld, type World } from './test-app.ts';
import { makeClient } from './test-client.ts';

type Effect = { run: string; step: string; phase: 'begin' | 'end'; pid: number };

const root = join(import.meta.dirname, '../..');

let world: World;
let schema = '';
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  schema = world.newSchema();
  await createExecutorSchema(world.pool, schema);
  await world.pool.query('DROP TABLE IF EXISTS effect');
  await world.pool.query(
    'CREATE TABLE effect (seq bigint GENERATED ALWAYS AS IDENTITY, run text, step text, phase text, pid int)',
  );
});

function startWorker(): RunningProcess {
  const file = fileURLToPath(new URL('./test-worker.ts', import.meta.url));
  const worker = spawnNode(relative(root, file), [world.url, schema]);
  onTestFinished(async () => {
    await worker.kill('SIGKILL');
  });
  return worker;
}

async function sendWork(count: number): Promise<void> {
  const client = makeClient(world.pool, schema);
  await client.send(
    Array.from({ length: count }, (_, n) => ({ name: 'work', data: { n, tenant: `t${n % 3}` } })),
  );
}

const effects = async () =>
  (await world.pool.query<Effect>('SELECT run, step, phase, pid FROM effect ORDER BY seq')).rows;

async function allDone(count: number, seconds: number): Promise<void> {
  const done = async (functionId: string) =>
    (await listRuns(world.pool, { functionId, state: 'completed', limit: 1_000 }, schema)).length === count;
  await until(async () => (await done('app-work')) && (await done('app-child')), seconds);
}

/** The steps of every run, in the order in which they began, and how often each of them did. */
function beginnings(list: Effect[]): Map<string, Effect[]> {
  const runs = new Map<string, Effect[]>();
  for (const effect of list) {
    if (effect.phase === 'begin') runs.set(effect.run, [...(runs.get(effect.run) ?? []), effect]);
  }
  return runs;
}

/** A step began again only in another process, and never once a later step of its run had begun. */
function expectOnlyInterruptedStepsRepeated(list: Effect[]): void {
  for (const begun of beginnings(list).values()) {
    const order = begun.map(({ step }) => step.slice(0, 1));
    expect(order).toEqual([...order].sort());
    const byProcess = begun.map(({ step, pid }) => `${step} ${pid}`);
    expect(new Set(byProcess).size).toBe(byProcess.length);
  }
}

test('a process that is killed at any moment repeats the interrupted steps only, and every run ends', async () => {
  const count = 12;
  let worker = startWorker();
  await worker.waitFor(/ready/);
  await sendWork(count);
  for (let kill = 0; kill < 5; kill++) {
    const before = (await effects()).length;
    await until(async () => (await effects()).length > before);
    await delay(Math.random() * 250);
    await worker.kill('SIGKILL');
    worker = startWorker();
    await worker.waitFor(/ready/);
  }
  await allDone(count, 20);
  const list = await effects();
  expectOnlyInterruptedStepsRepeated(list);
  const ended = new Set(list.filter(({ phase }) => phase === 'end').map(({ run, step }) => `${run} ${step}`));
  expect(ended.size).toBe(count * 5 + count);
  expect(new Set(list.map(({ pid }) => pid)).size).toBeGreaterThan(2);
}, 60_000);

test('of two processes one works, and the other takes over when it is killed', async () => {
  const count = 12;
  const workers = [startWorker(), startWorker()];
  await Promise.all(workers.map((worker) => worker.waitFor(/ready/)));
  await sendWork(count);
  await until(async () => (await effects()).length > 10);
  const pids = new Set((await effects()).map(({ pid }) => pid));
  expect(pids.size).toBe(1);
  const leader = workers.find((worker) => pids.has(worker.pid));
  await leader?.kill('SIGKILL');
  const killedAt = performance.now();
  await until(async () => (await effects()).some(({ pid }) => pid !== leader?.pid));
  expect(performance.now() - killedAt).toBeLessThan(5_000);
  await allDone(count, 20);
  expectOnlyInterruptedStepsRepeated(await effects());
}, 40_000);
