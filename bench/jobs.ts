// What the embedded executor does a second, how long an event takes when nothing else is due, and what a flood costs.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { createInngest } from '#inngest/client.ts';
import { startExecutor } from '#inngest/embedded/executor.ts';
import { startPostgres } from '#scripts/pg.ts';
import { newDataDir, removeData } from '#tests/airgate.ts';
import { until } from '#tests/process.ts';
import { type BenchReport, percentile } from './report.ts';

const SIGNING_KEY = `signkey-bench-${'5a'.repeat(32)}`;
const BATCH = 200;
const IDLE_EVENTS = 100;
const FLOOR_PLACES = 16;
const FLOOD_SECONDS = 20;

type Row = Record<string, string | number>;

/** `npm run bench -- jobs [RUNS] [FLOOD]`: 2,000 runs and a flood of 100,000 events unless told. */
export async function bench([runs = '2000', flood = '100000']: string[]): Promise<BenchReport> {
  const dataDir = await newDataDir();
  const postgres = await startPostgres({ dir: join(dataDir, 'postgres') });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 10 });
  pool.on('error', () => {});
  try {
    const floor = await measureFloor(pool, Number(runs));
    const app = await startApp(postgres.url, pool);
    const load = await measureRuns(app, Number(runs));
    const idle = await measureIdle(app);
    const flooded = await measureFlood(app, pool, Number(flood));
    await app.stop();
    const ratio = load.perSecond / floor.perSecond;
    return {
      title: `Embedded executor: ${runs} events, each a run of two steps`,
      rows: [
        { what: 'runs a second', figure: round(load.perSecond) },
        {
          what: 'the same as plain jobs of pg-boss with two updates, a second',
          figure: round(floor.perSecond),
        },
        { what: 'share of that floor', figure: round(ratio, 2) },
        { what: 'statements a run', figure: round(load.statements, 1) },
        { what: 'processor time of this process a run, ms', figure: round(load.cpuMs, 2) },
        { what: 'RSS at the end of the runs, MB', figure: load.rss },
        { what: 'idle, event sent to run finished, p50 ms', figure: round(percentile(idle, 0.5)) },
        { what: 'idle, p95 ms', figure: round(percentile(idle, 0.95)) },
        { what: 'idle, slowest ms', figure: round(Math.max(...idle)) },
        ...flooded,
      ],
      notes: [
        `Events are sent in batches of ${BATCH}; time runs from the first send to the end of the last run.`,
        'Database, executor and functions share this machine; statements count the transactions around them too.',
        `The flood is for a function that never ends; it is watched while it is sent and ${FLOOD_SECONDS} s longer.`,
      ],
    };
  } finally {
    await pool.end();
    await postgres.stop();
    await removeData(dataDir);
  }
}

type App = Awaited<ReturnType<typeof startApp>>;

async function startApp(url: string, pool: pg.Pool) {
  const client = createInngest({ database: () => pool, signingKey: SIGNING_KEY });
  let done = 0;
  const never = new Promise<void>(() => {});
  const executor = await startExecutor({
    connectionString: url,
    handler: serve({ client, functions: functionsOf(client, never) }),
    url: 'http://127.0.0.1:3000/api/inngest',
    signingKey: SIGNING_KEY,
    // Told once the end is committed.
    onEnded: () => (done += 1),
  });
  await until(async () => (await executor.health()).leader);
  return { client, done: () => done, stop: () => executor.stop({ timeoutMs: 100 }) };
}

function functionsOf(client: Inngest, never: Promise<void>) {
  return [
    client.createFunction({ id: 'two-steps', triggers: { event: 'bench/run' } }, async ({ event, step }) => {
      const one = await step.run('one', () => Number(event.data.n) + 1);
      return step.run('two', () => one + 1);
    }),
    client.createFunction({ id: 'endless', triggers: { event: 'bench/flood' } }, ({ step }) =>
      step.run('wait', () => never),
    ),
  ];
}

async function measureRuns(app: App, runs: number) {
  const before = app.done();
  const statements = countStatements();
  const cpu = process.cpuUsage();
  const began = performance.now();
  for (let sent = 0; sent < runs; sent += BATCH) {
    const size = Math.min(BATCH, runs - sent);
    await app.client.send(Array.from({ length: size }, (_, n) => ({ name: 'bench/run', data: { n } })));
  }
  await until(() => app.done() - before >= runs, 600);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000 / runs;
  return { perSecond: runs / seconds, statements: statements.stop() / runs, cpuMs, rss: megabytes() };
}

async function measureIdle(app: App): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < IDLE_EVENTS; i++) {
    await delay(20 + ((i * 37) % 100));
    const before = app.done();
    const began = performance.now();
    await app.client.send({ name: 'bench/run', data: { n: i } });
    while (app.done() === before) await delay(1);
    samples.push(performance.now() - began);
  }
  return samples;
}

/** Sends far more than can be done, and watches memory and the time that a send takes. */
async function measureFlood(app: App, pool: pg.Pool, events: number): Promise<Row[]> {
  const before = megabytes();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, megabytes());
  }, 50);
  const sends: number[] = [];
  for (let sent = 0; sent < events; sent += BATCH) {
    const began = performance.now();
    const size = Math.min(BATCH, events - sent);
    await app.client.send(Array.from({ length: size }, (_, n) => ({ name: 'bench/flood', data: { n } })));
    sends.push(performance.now() - began);
  }
  await delay(FLOOD_SECONDS * 1000);
  clearInterval(timer);
  const { rows } = await pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM executor.event WHERE matched_at IS NULL',
  );
  return [
    {
      what: `flood of ${events} events, a send of ${BATCH} takes p50 ms`,
      figure: round(percentile(sends, 0.5)),
    },
    { what: 'flood, p95 ms', figure: round(percentile(sends, 0.95)) },
    { what: 'flood, RSS before, MB', figure: before },
    { what: 'flood, highest RSS, MB', figure: peak },
    { what: 'flood, events still to be matched at the end', figure: rows[0]?.n ?? 0 },
  ];
}

/** The least that work kept in this database costs: fetched in batches, two updates each, completed. */
async function measureFloor(pool: pg.Pool, jobs: number): Promise<{ perSecond: number }> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    schema: 'floor',
    schedule: false,
    supervise: false,
  });
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue('work');
  await pool.query('CREATE TABLE floor_work (n int PRIMARY KEY, a int, b int)');
  await pool.query('INSERT INTO floor_work SELECT n, 0, 0 FROM generate_series(1, $1) n', [jobs]);
  const began = performance.now();
  for (let sent = 0; sent < jobs; sent += BATCH) {
    const size = Math.min(BATCH, jobs - sent);
    await boss.insert(
      'work',
      Array.from({ length: size }, (_, n) => ({ data: { n: sent + n + 1 } })),
    );
  }
  for (;;) {
    const batch = await boss.fetch<{ n: number }>('work', { batchSize: FLOOR_PLACES });
    if (batch.length === 0) break;
    await Promise.all(
      batch.map(async (job) => {
        await pool.query('UPDATE floor_work SET a = a + 1 WHERE n = $1', [job.data.n]);
        await pool.query('UPDATE floor_work SET b = b + 1 WHERE n = $1', [job.data.n]);
        await boss.complete('work', job.id);
      }),
    );
  }
  const seconds = (performance.now() - began) / 1000;
  await boss.stop({ graceful: false, close: false });
  return { perSecond: jobs / seconds };
}

/** Counts what goes to the database over any connection of this process. */
function countStatements(): { stop(): number } {
  const original = pg.Client.prototype.query;
  let count = 0;
  pg.Client.prototype.query = new Proxy(original, {
    apply(target, self, args) {
      count += 1;
      return Reflect.apply(target, self, args);
    },
  });
  return {
    stop: () => {
      pg.Client.prototype.query = original;
      return count;
    },
  };
}

const megabytes = () => Math.round(process.memoryUsage.rss() / 1024 / 1024);
const round = (value: number, digits = 0) => Number(value.toFixed(digits));
