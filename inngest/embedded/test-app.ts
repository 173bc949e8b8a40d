import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';
import pg from 'pg';
import { emptyDatabase } from '#tests/database.ts';
import { until } from '#tests/process.ts';
import { type Executor, type ExecutorOptions, startExecutor } from './executor.ts';
import { getRun, listRuns, type RunDetail } from './runs.ts';
import { bossTable, createExecutorSchema } from './schema.ts';
import { APP_URL, makeClient, SIGNING_KEY } from './test-client.ts';

/** A database for one test file; every test takes a schema of its own in it. */
export async function openWorld() {
  const database = await emptyDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 5 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  await createExecutorSchema(pool, 'first');
  let count = 0;
  const close = async () => {
    await pool.end();
    await database.drop();
  };
  return { url: database.url, pool, newSchema: () => `executor_${count++}`, close };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

type Functions = (client: Inngest) => InngestFunction.Any[];

/** An app with an executor of its own. */
export async function startApp(world: World, functions: Functions, options: Partial<ExecutorOptions> = {}) {
  const schema = options.schema ?? world.newSchema();
  const client = makeClient(world.pool, schema);
  const executor: Executor = await startExecutor({
    connectionString: world.url,
    handler: serve({ client, functions: functions(client) }),
    url: APP_URL,
    signingKey: SIGNING_KEY,
    ...options,
    schema,
  });
  const { pool } = world;
  const query = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
    (await pool.query<Row>(text, values)).rows;

  /** Waits until a number of runs of a function are over and gives all of its runs, oldest first. */
  async function finished(functionId: string, count = 1, seconds = 10): Promise<RunDetail[]> {
    const list = () => listRuns(pool, { functionId: `app-${functionId}`, limit: 1_000 }, schema);
    await until(async () => (await list()).filter((run) => run.finishedAt).length >= count, seconds);
    const runs = await Promise.all((await list()).map((run) => getRun(pool, run.id, schema)));
    return runs.filter((run) => run !== null).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }

  /** The jobs that wait for their time, in seconds from now. */
  const delays = async () =>
    (
      await query<{ seconds: number }>(
        `SELECT extract(epoch FROM start_after - now())::float8 AS seconds FROM ${bossTable}
         WHERE name = $1 AND state < 'active' AND start_after > now() ORDER BY 1`,
        [schema],
      )
    ).map((row) => row.seconds);

  return {
    schema,
    client,
    executor,
    query,
    finished,
    delays,
    /** Waits for a delayed job, gives its delay in seconds and lets that time pass at once. */
    async skipDelay(): Promise<number> {
      await until(async () => (await delays()).length > 0);
      const [seconds = 0] = await delays();
      await query(`UPDATE ${bossTable} SET start_after = now() WHERE name = $1 AND state < 'active'`, [
        schema,
      ]);
      return seconds;
    },
    run: (id: string) => getRun(pool, id, schema),
    runs: (functionId: string) => listRuns(pool, { functionId: `app-${functionId}` }, schema),
    events: async (name: string) =>
      query<{ id: string; matched_at: Date | null }>(`SELECT * FROM ${schema}.event WHERE name = $1`, [name]),
    stop: () => executor.stop({ timeoutMs: 5_000 }),
  };
}

export type App = Awaited<ReturnType<typeof startApp>>;
