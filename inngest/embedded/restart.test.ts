import { join } from 'node:path';
import { serve } from 'inngest/edge';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startPostgres } from '#scripts/pg.ts';
import { newDataDir, removeData } from '#tests/airgate.ts';
import { until } from '#tests/process.ts';
import { startExecutor } from './executor.ts';
import { listRuns } from './runs.ts';
import { APP_URL, makeClient, SIGNING_KEY } from './test-client.ts';

test('a restart of the database interrupts the executor and loses nothing', async () => {
  const dir = await newDataDir();
  const options = { dir: join(dir, 'postgres'), test: true };
  let postgres = await startPostgres(options);
  onTestFinished(async () => {
    await postgres.stop();
    await removeData(dir);
  });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 3 });
  pool.on('error', () => {});
  onTestFinished(() => pool.end());
  const client = makeClient(pool, 'executor');
  const began = new Map<string, number>();
  const ran = (key: string) => {
    began.set(key, (began.get(key) ?? 0) + 1);
    return new Promise((resolve) => setTimeout(resolve, 20));
  };
  const work = client.createFunction({ id: 'work', triggers: { event: 'work' } }, async ({ event, step }) => {
    for (const name of ['a', 'b', 'c']) await step.run(name, () => ran(`${event.data.n} ${name}`));
  });
  const executor = await startExecutor({
    connectionString: postgres.url,
    handler: serve({ client, functions: [work] }),
    url: APP_URL,
    signingKey: SIGNING_KEY,
    capacity: 8,
  });
  onTestFinished(() => executor.stop({ timeoutMs: 1_000 }));
  await client.send(Array.from({ length: 60 }, (_, n) => ({ name: 'work', data: { n } })));
  await until(() => began.size > 20);
  await postgres.stop();
  const atStop = began.size;
  // Nobody keeps the results now, so nothing but what was in flight may go on.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(began.size - atStop).toBeLessThanOrEqual(8);
  postgres = await startPostgres(options);
  const done = async () =>
    (await listRuns(pool, { functionId: 'app-work', state: 'completed', limit: 100 }).catch(() => [])).length;
  await until(async () => (await done()) === 60, 30);
  expect(began.size).toBe(180);
  expect([...began.values()].filter((times) => times > 1).length).toBeLessThanOrEqual(8);
}, 60_000);
