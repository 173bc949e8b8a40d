// What a spending check costs for a large cloud account: calls to the cloud, statements to the database, time and memory.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { newId } from '#lib/ids.ts';
import { addDays, dayOf } from '#lib/periods.ts';
import { deploy } from '#scripts/migrate.ts';
import { startPostgres } from '#scripts/pg.ts';
import { sandboxControl } from '#server/clouds/sandbox/control.ts';
import type { Gate } from '#server/clouds/volcengine/gate.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { newDataDir, removeData } from '#tests/airgate.ts';
import { setEnvironment, setVariable } from '#tests/environment.ts';
import { spawnNode } from '#tests/process.ts';
import type { BenchReport } from './report.ts';

const SUB_ACCOUNTS = 10_000;
const PROJECTS = 20_000;
/** The sandbox makes no more at once. */
const BULK = 5_000;
/** The pace that the real billing service allows. */
const CALLS_PER_SECOND = 5;

/** `npm run bench -- spending-check [ROWS]`: a bill of so many rows, 60,000 unless told, and one of five times as many. */
export async function bench([rows = '60000']: string[]): Promise<BenchReport> {
  const dataDir = await newDataDir();
  const postgres = await startPostgres({ dir: join(dataDir, 'postgres') });
  const sandbox = spawnNode('server/clouds/sandbox/main.ts', ['--port', '0', '--no-throttle'], { ipc: true });
  try {
    const [, url = ''] = await sandbox.waitFor(/at (http:\S+) /);
    await deploy(postgres.url);
    setEnvironment(postgres.url);
    setVariable('AIRGATE_SANDBOX_URL', url);
    const { ensureAppRole } = await import('#server/core/app-role.ts');
    await ensureAppRole();
    globalThis.airgateBillingGates = new OpenGates();
    const results = [
      ...(await measureBill(url, postgres.url, Number(rows))),
      ...(await measureBill(url, postgres.url, Number(rows) * 5)),
    ];
    const { closeDatabase } = await import('#server/core/db.ts');
    await closeDatabase();
    return {
      title: `Spending check of one cloud account: ${SUB_ACCOUNTS} sub-accounts with quotas, ${PROJECTS} projects`,
      rows: results,
      notes: [
        'The bill lies on the last four days; a check reads them from both bills, day by day, 300 rows a call.',
        `Without the pace of ${CALLS_PER_SECOND} calls a second that the real cloud asks for; "at pace" is what that alone takes.`,
        'Heap is what is in use after a full collection: a leak would make it grow from check to check. Peak RSS, which also',
        'holds what the heap has not given back, is of this process; sandbox and database run in others.',
      ],
    };
  } finally {
    await sandbox.kill();
    await postgres.stop();
    await removeData(dataDir);
  }
}

class OpenGates extends Map<string, Gate> {
  override get(): Gate {
    return { turn: async () => {} };
  }
}

type Measured = Record<string, string | number>;

/** A tenant of its own with one account whose bill has so many rows; four checks of it. */
async function measureBill(url: string, databaseUrl: string, rows: number): Promise<Measured[]> {
  const control = sandboxControl(url);
  const { accountId: account, ...credential } = await control.createAccount({ name: `bill of ${rows}` });
  const today = dayOf(new Date((await control.health()).clock.now), 'Asia/Shanghai');
  const days = [3, 2, 1, 0].map((back) => addDays(today, -back));
  const parts = PROJECTS / BULK;
  for (let part = 0; part < parts; part += 1) {
    await control.bulk({ account, prefix: `p${part}`, projects: BULK, rows: Math.round(rows / parts), days });
  }
  const { makeTenant } = await import('#tests/factories.ts');
  const { connectCloudAccount } = await import('#server/clouds/service.ts');
  const tenant = await makeTenant();
  const connected = await connectCloudAccount(tenant.as.owner, {
    provider: 'sandbox',
    name: 'Bench',
    ...credential,
  });
  await fill(databaseUrl, tenant.tenant.id, connected.id, projectNames());
  const measure = (what: string) => measureCheck(tenant.job, connected.id, control, `${rows} rows, ${what}`);
  const first = await measure('first');
  const again = await measure('nothing new');
  const onceMore = await measure('still nothing new');
  await control.bulk({ account, prefix: 'late', projects: 1, rows: 1, days: [today] });
  return [first, again, onceMore, await measure('one row new')];
}

function projectNames(): string[] {
  const width = String(BULK).length;
  return Array.from({ length: PROJECTS }, (_, i) => {
    const number = String((i % BULK) + 1).padStart(width, '0');
    return `p${Math.floor(i / BULK)}-project-${number}`;
  });
}

/** Sub-accounts, two projects and an open quota each, written in bulk: making them is not what is measured. */
async function fill(
  databaseUrl: string,
  tenantId: string,
  cloudAccountId: string,
  projects: string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const ids = (kind: Parameters<typeof newId>[0], count: number) =>
    Array.from({ length: count }, () => newId(kind));
  const accounts = ids('subAccount', SUB_ACCOUNTS);
  const buckets = ids('bucket', SUB_ACCOUNTS);
  await client.query(
    `insert into sub_account (id, tenant_id, cloud_account_id, cloud_user_id, user_name, managed, created_at)
     select id, $2, $3, id, id, true, now() from unnest($1::text[]) id`,
    [accounts, tenantId, cloudAccountId],
  );
  await client.query(
    `insert into sub_account_project (id, tenant_id, cloud_account_id, sub_account_id, project_name, attached, state,
       counted_from, added_at)
     select id, $4, $5, owner, project, '[]', 'active', '2026-01-01', now()
     from unnest($1::text[], $2::text[], $3::text[]) as t (id, owner, project)`,
    [
      ids('subAccountProject', projects.length),
      projects.map((_, i) => accounts[i % SUB_ACCOUNTS]),
      projects,
      tenantId,
      cloudAccountId,
    ],
  );
  await client.query(
    `insert into bucket (id, tenant_id, kind, sub_account_id, epoch, currency, granted, starts_at)
     select id, $3, 'quota', owner, 1, 'CNY', 1000000000000000, now() from unnest($1::text[], $2::text[]) as t (id, owner)`,
    [buckets, accounts, tenantId],
  );
  await client.query(
    `insert into entry (id, tenant_id, bucket_id, kind, side, amount, before, after, counterparty, actor_kind, actor_name, at)
     select id, $3, bucket, 'allocation', 'granted', 1000000000000000, 0, 1000000000000000, '', 'system', 'bench', now()
     from unnest($1::text[], $2::text[]) as t (id, bucket)`,
    [ids('entry', SUB_ACCOUNTS), buckets, tenantId],
  );
  await client.query('analyze');
  await client.end();
}

async function measureCheck(
  ctx: Ctx,
  cloudAccountId: string,
  control: ReturnType<typeof sandboxControl>,
  what: string,
): Promise<Measured> {
  const { startCheck, getCheck } = await import('#server/spending/service/checks.ts');
  const { beginCheck, readSlice } = await import('#server/spending/service/sweep.ts');
  const { finishCheck } = await import('#server/spending/service/finish.ts');
  const { id: checkId } = await startCheck(ctx, { cloudAccountId, deep: false });
  await control.clearCalls();
  const statements = countStatements();
  const memory = watchMemory();
  const began = performance.now();
  const plan = await beginCheck(ctx, { checkId });
  // The first check of a day would read three months; the days alone are the check that runs all day long.
  const slices = (plan?.slices ?? []).filter((slice) => slice.day);
  for (const [index, slice] of slices.entries()) await readSlice(ctx, { checkId, slice, index });
  const read = performance.now();
  await finishCheck(ctx, { checkId });
  const ended = performance.now();
  const { total } = await control.calls();
  const { changed, rows } = await getCheck(ctx, { checkId });
  return {
    what,
    'rows read': rows,
    calls: total,
    'at pace, s': Math.round(total / CALLS_PER_SECOND),
    statements: statements.stop(),
    changed,
    'read, s': Number(((read - began) / 1000).toFixed(2)),
    'settle, s': Number(((ended - read) / 1000).toFixed(2)),
    'peak RSS, MB': memory.stop(),
    'heap, MB': heapInUse(),
  };
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

function watchMemory(): { stop(): number } {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round(peak / 1024 / 1024);
    },
  };
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

function heapInUse(): number {
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
}
