import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { until } from '#tests/process.ts';
import { systemClock } from './clock.ts';
import { createBoss } from './schema.ts';
import { createStore, isLeaseLost } from './store.ts';
import { type App, openWorld, startApp, type World } from './test-app.ts';

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

function makeGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const leads = async (one: App) => (await one.executor.health()).leader;

/** Ends the connection that holds the leader's lock, as a restart of the database would. */
async function breakLock(schema: string): Promise<void> {
  await world.pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
    [`${schema} leader`],
  );
}

test('two executors on one database run everything once, and one takes over from the other', async () => {
  const schema = world.newSchema();
  const ran: string[] = [];
  const start = (name: string) =>
    app(
      (inngest) => [
        inngest.createFunction({ id: 'count', triggers: { event: 'count' } }, async ({ event, step }) => {
          await step.run('one', () => ran.push(`${event.data.n} one`));
          await step.run('two', () => ran.push(`${event.data.n} two`));
          return name;
        }),
      ],
      { schema },
    );
  const apps = [await start('a'), await start('b')] as const;
  const [one, two] = apps;
  await until(async () => (await leads(one)) !== (await leads(two)));
  await two.client.send(Array.from({ length: 50 }, (_, n) => ({ name: 'count', data: { n } })));
  await one.finished('count', 50);
  expect(ran).toHaveLength(100);
  expect(new Set(ran).size).toBe(100);
  const [leader, standby] = (await leads(one)) ? [one, two] : [two, one];
  await leader.stop();
  await until(() => leads(standby), 3);
  await standby.client.send({ name: 'count', data: { n: 'last' } });
  await standby.finished('count', 51);
  expect(ran).toHaveLength(102);
});

test('a deposed leader writes nothing', async () => {
  const schema = world.newSchema();
  const gates = { old: makeGate(), next: makeGate() };
  const calls: string[] = [];
  const start = (name: keyof typeof gates) =>
    app(
      (inngest) => [
        inngest.createFunction({ id: 'slow', triggers: { event: 'slow' } }, async ({ step }) => {
          const by = await step.run('work', async () => {
            calls.push(name);
            await gates[name].opened;
            return name;
          });
          return by;
        }),
      ],
      { schema },
    );
  const old = await start('old');
  await until(() => leads(old));
  await old.client.send({ name: 'slow' });
  await until(() => calls.length === 1);
  const next = await start('next');
  await breakLock(schema);
  await until(() => calls.length === 2);
  gates.old.open();
  await until(async () => !(await leads(old)));
  expect(await old.query(`SELECT * FROM ${schema}.step`)).toEqual([]);
  gates.next.open();
  const [run] = await next.finished('slow');
  expect(run).toMatchObject({ state: 'completed', output: 'next' });
  expect(run?.steps.filter((step) => step.name === 'work')).toMatchObject([{ value: { data: 'next' } }]);
  expect(calls).toEqual(['old', 'next']);
});

test('a transaction of an ended epoch is refused, and a new epoch waits for those under way', async () => {
  const { schema, stop } = await app(() => []);
  await until(async () => (await epochOf(schema)) > 0);
  await stop();
  const pool = new pg.Pool({ connectionString: world.url, max: 2 });
  onTestFinished(() => pool.end());
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const boss = createBoss(pool, false);
  const epoch = String(await epochOf(schema));
  const functions = new Map();
  const store = createStore({ pool, boss, schema, epoch, now: systemClock, log, functions, wake: () => {} });
  const gate = makeGate();
  const open = store.write(async (tx) => {
    await tx.query(`INSERT INTO ${schema}.dedupe VALUES ('open', now())`);
    await gate.opened;
  });
  const taken = app(() => [], { schema });
  await until(async () => (await locksWaitedFor()) > 0);
  expect(await epochOf(schema)).toBe(Number(epoch));
  gate.open();
  await open;
  await taken;
  await until(async () => (await epochOf(schema)) > Number(epoch));
  const refused = store.write((tx) => tx.query(`INSERT INTO ${schema}.dedupe VALUES ('late', now())`));
  await expect(refused).rejects.toSatisfy(isLeaseLost);
  const { rows } = await world.pool.query(`SELECT key FROM ${schema}.dedupe WHERE key = 'late'`);
  expect(rows).toEqual([]);
});

const epochOf = async (schema: string) =>
  Number((await world.pool.query<{ epoch: string }>(`SELECT epoch FROM ${schema}.lease`)).rows[0]?.epoch);
const locksWaitedFor = async () =>
  (await world.pool.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rows.length;

test('a leader that loses its connection stops and then leads again', async () => {
  const { client, executor, finished, schema } = await app((inngest) => [
    inngest.createFunction({ id: 'e', triggers: { event: 'e' } }, ({ step }) => step.run('one', () => 'ran')),
  ]);
  await until(async () => (await executor.health()).leader);
  await breakLock(schema);
  await until(async () => !(await executor.health()).leader);
  await client.send({ name: 'e' });
  expect((await finished('e'))[0]).toMatchObject({ state: 'completed', output: 'ran' });
});

test('broken connections in the middle of the work lose nothing', async () => {
  const { client, finished, query } = await app((inngest) => [
    inngest.createFunction({ id: 'e', triggers: { event: 'e' } }, async ({ step }) => {
      await step.run('one', () => 1);
      await step.run('two', () => 2);
    }),
  ]);
  await client.send(Array.from({ length: 60 }, () => ({ name: 'e' })));
  await until(async () => (await finished('e', 5)).length > 0);
  await query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  const runs = await finished('e', 50, 20);
  expect(runs.every((run) => run.state !== 'failed')).toBe(true);
});

test('stop waits for the work in flight, takes no more, and leaves the rest to the next', async () => {
  const gate = makeGate();
  let begun = 0;
  const functions = (inngest: App['client']) => [
    inngest.createFunction({ id: 'e', triggers: { event: 'e' } }, ({ step }) =>
      step.run('one', async () => {
        begun++;
        await gate.opened;
      }),
    ),
  ];
  const first = await app(functions, { capacity: 2 });
  await first.client.send([{ name: 'e' }, { name: 'e' }, { name: 'e' }]);
  await until(() => begun === 2);
  const stopped = first.executor.stop({ timeoutMs: 10_000 });
  gate.open();
  await stopped;
  expect(begun).toBe(2);
  const second = await app(functions, { schema: first.schema });
  expect((await second.finished('e', 3)).every((run) => run.state === 'completed')).toBe(true);
  expect(begun).toBe(3);
});

test('stop ends a run of many steps after the step under way, and the next executor goes on from there', async () => {
  const gate = makeGate();
  const ran: number[] = [];
  const functions = (inngest: App['client']) => [
    inngest.createFunction({ id: 'e', triggers: { event: 'e' } }, async ({ step }) => {
      for (let n = 0; n < 5; n++) {
        await step.run(`step ${n}`, async () => {
          ran.push(n);
          if (n === 1) await gate.opened;
        });
      }
    }),
  ];
  const first = await app(functions);
  await first.client.send({ name: 'e' });
  await until(() => ran.length === 2);
  const stopped = first.executor.stop({ timeoutMs: 10_000 });
  gate.open();
  await stopped;
  expect(ran).toEqual([0, 1]);
  const second = await app(functions, { schema: first.schema });
  expect((await second.finished('e'))[0]).toMatchObject({ state: 'completed' });
  expect(ran).toEqual([0, 1, 2, 3, 4]);
});

test('a leader that lost its lock starts no further step', async () => {
  const gate = makeGate();
  const ran: string[] = [];
  const { client, executor, finished, schema } = await app((inngest) => [
    inngest.createFunction({ id: 'e', triggers: { event: 'e' } }, async ({ step }) => {
      const term = (await epochOf(schema)).toString();
      await step.run('one', async () => {
        ran.push(`one in ${term}`);
        await gate.opened;
      });
      await step.run('two', async () => ran.push(`two in ${await epochOf(schema)}`));
    }),
  ]);
  await client.send({ name: 'e' });
  await until(() => ran.length === 1);
  // A standing lock in the place of a new leader keeps this process from leading again.
  const rival = await world.pool.connect();
  onTestFinished(() => rival.release(true));
  await breakLock(schema);
  await rival.query("SELECT pg_advisory_lock(hashtextextended($1 || '.leader', 0))", [schema]);
  gate.open();
  await until(async () => !(await executor.health()).leader);
  expect(ran).toEqual(['one in 1']);
  await rival.query('SELECT pg_advisory_unlock_all()');
  expect((await finished('e'))[0]).toMatchObject({ state: 'completed' });
  expect(ran).toEqual(['one in 1', 'two in 2']);
});

test('stop gives work up that takes longer than the timeout, and the next executor repeats it', async () => {
  const gate = makeGate();
  onTestFinished(gate.open);
  let begun = 0;
  const functions = (inngest: App['client']) => [
    inngest.createFunction({ id: 'e', triggers: { event: 'e' } }, ({ step }) =>
      step.run('one', async () => {
        begun++;
        if (begun === 1) await gate.opened;
        return begun;
      }),
    ),
  ];
  const first = await app(functions);
  await first.client.send({ name: 'e' });
  await until(() => begun === 1);
  const started = performance.now();
  await first.executor.stop({ timeoutMs: 200 });
  expect(performance.now() - started).toBeLessThan(2_000);
  const second = await app(functions, { schema: first.schema });
  expect((await second.finished('e'))[0]).toMatchObject({ state: 'completed', output: 2 });
});

test('an executor that is idle, or full, hardly talks to the database', async () => {
  const gate = makeGate();
  const { client, executor, query } = await app(
    (inngest) => [
      inngest.createFunction({ id: 'e', triggers: { event: 'e' } }, ({ step }) =>
        step.run('one', () => gate.opened),
      ),
    ],
    { capacity: 2 },
  );
  const transactions = async () => {
    await query('SELECT pg_stat_force_next_flush()');
    const sql = 'SELECT xact_commit::int AS n FROM pg_stat_database WHERE datname = current_database()';
    return (await query<{ n: number }>(sql))[0]?.n ?? 0;
  };
  const quiet = async () => {
    const before = await transactions();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    return (await transactions()) - before;
  };
  await until(async () => (await executor.health()).leader);
  expect(await quiet()).toBeLessThan(60);
  await client.send(Array.from({ length: 20 }, () => ({ name: 'e' })));
  await until(async () => (await executor.health()).running === 2);
  expect(await quiet()).toBeLessThan(60);
  gate.open();
});
