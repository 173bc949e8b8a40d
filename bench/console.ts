// How long the console and the API take over a large tenant: every read with each of its filters, and every page.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { IdKind } from '#lib/ids.ts';
import { addDays } from '#lib/periods.ts';
import { deploy } from '#scripts/migrate.ts';
import { startPostgres } from '#scripts/pg.ts';
import { newDataDir, removeData } from '#tests/airgate.ts';
import { addresses, addressOf, readerOf } from '#tests/e2e/pages.ts';
import { setEnvironment } from '#tests/environment.ts';
import { type Console, startConsole } from './console/airgate.ts';
import type { Call, Known } from './console/calls.ts';
import { askedSlug, fillDatabase, type Layout } from './console/fill.ts';
import { type Latency, measureLatency } from './console/load.ts';
import { type Asked, explainAll, type Scan, watchStatements } from './console/statements.ts';
import type { BenchReport } from './report.ts';

type Measured = Call & { asked: Asked; latency?: Latency };

const FLOOR: Call[] = [
  { name: 'floor: one route', variant: '', path: '/api/health', door: 'key' },
  {
    name: 'floor: session and one row',
    variant: '',
    path: '/api/trpc/tenant.get?input=%7B%7D',
    door: 'session',
  },
];

/**
 * `npm run bench -- console [--many] [--keep DIR] [--only TEXT] [--all] [--plans]`: one large tenant, or 200 with many
 * people; the database is filled in DIR and used again the next time; only calls whose name has the text; every variant
 * in a row of its own; only what the database does.
 */
export async function bench(args: string[]): Promise<BenchReport> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const kept = option('--keep');
  const layout: Layout = args.includes('--many') ? 'many' : 'large';
  const slug = askedSlug(layout);
  const dir = kept ?? (await newDataDir());
  const postgres = await startPostgres({ dir: join(dir, 'postgres') });
  let running: Console | undefined;
  try {
    await deploy(postgres.url);
    if (!(await isFilled(postgres.url, slug))) await fillDatabase(postgres.url, layout);
    await query(postgres.url, 'analyze');
    setEnvironment(postgres.url);
    running = await startConsole(postgres.url, slug);
    const known = await whatIsKnown(postgres.url, slug);
    const { findCalls } = await import('./console/calls.ts');
    const only = option('--only') ?? '';
    const calls = [...FLOOR, ...(await findCalls(running, known)), ...pageCalls(known, slug)].filter(
      ({ name }) => name.startsWith('floor') || name.includes(only),
    );
    const plans = args.includes('--plans');
    const { measured, failed } = await askAll(running, postgres, calls);
    if (!plans) await untilHealthy(running);
    if (!plans) for (const call of measured) call.latency = await latencyOf(running, call);
    return report({ measured, failed }, layout, args.includes('--all'));
  } finally {
    await running?.stop();
    await postgres.stop();
    if (!kept) await removeData(dir);
  }
}

async function isFilled(url: string, slug: string): Promise<boolean> {
  const [row] = await query<{ filled: boolean }>(
    url,
    'select exists (select from tenant where slug = $1) as filled',
    [slug],
  );
  return row?.filled ?? false;
}

async function query<T extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Something of every kind from the middle of the large tenant; the sub-account is the one with the most alerts. */
async function whatIsKnown(url: string, slug: string): Promise<Known> {
  const tables = {
    cloudAccount: 'cloud_account',
    subAccount: 'sub_account',
    subAccountProject: 'sub_account_project',
    saga: 'saga',
    check: 'spending_check',
    alert: 'alert',
    channel: 'channel',
    delivery: 'delivery',
    key: 'api_key',
    role: 'custom_role',
    team: 'team',
    member: 'member',
    invitation: 'invitation',
    user: 'app_user',
    tenant: 'tenant',
  } satisfies Partial<Record<IdKind, string>>;
  const ids: Known['ids'] = {};
  for (const [kind, table] of Object.entries(tables)) {
    const mine =
      table === 'app_user' || table === 'tenant'
        ? ''
        : 'where tenant_id = (select id from tenant where slug = $1)';
    const order = table === 'sub_account' ? 'user_name' : 'id';
    const rows = await query<{ id: string }>(
      url,
      `select id from ${table} ${mine} order by ${order} limit 50`,
      mine ? [slug] : [],
    );
    ids[kind as IdKind] = rows.map((row) => row.id);
  }
  const [today] = await query<{ day: string }>(url, 'select current_date::text as day');
  const to = today?.day ?? '';
  return {
    ids,
    texts: {
      search: 'farm-77',
      text: 'quota',
      project: 'project-5',
      projectName: 'project-5',
      product: 'ark_bd',
      action: 'quota.',
      actorId: ids.user?.[0] ?? '',
      targetKind: 'sub-account',
      targetId: ids.subAccount?.[0] ?? '',
      type: 'quota_step',
    },
    days: { from: addDays(to, -179), to },
  };
}

/** Every page that somebody signed in sees. There are no runs of jobs here. */
function pageCalls({ ids }: Known, slug: string): Call[] {
  const values = {
    tenant: slug,
    cloudAccountId: ids.cloudAccount?.[0] ?? '',
    subAccountId: ids.subAccount?.[0] ?? '',
    channelId: ids.channel?.[0] ?? '',
    keyId: ids.key?.[0] ?? '',
    roleId: ids.role?.[0] ?? '',
    teamId: ids.team?.[0] ?? '',
    webhookId: 'none',
    deletedTenant: 'none',
    section: 'quotas',
    runId: 'none',
  };
  const mine = addresses.filter((address) => readerOf(address) === 'operator');
  return mine.map((address) => ({
    name: `page ${address}`,
    door: 'session',
    variant: '',
    path: addressOf(address, values),
  }));
}

/** Each call once, while Postgres explains itself. */
async function askAll(running: Console, postgres: { url: string; data: string }, calls: Call[]) {
  await explainAll(postgres.url, true);
  const watch = await watchStatements(postgres.url, postgres.data);
  const measured: Measured[] = [];
  const failed: string[] = [];
  for (const call of calls) {
    await watch.read();
    const { status } = await running.get(call.path, running[call.door]);
    const asked = await watch.read();
    if (status === 200) measured.push({ ...call, asked });
    else failed.push(`${call.name} ${call.variant}: ${status}`);
  }
  await watch.close();
  await explainAll(postgres.url, false);
  return { measured, failed };
}

/** The connections were cut to read the plans, and health remembers for a few seconds that the database did not answer. */
async function untilHealthy(running: Console): Promise<void> {
  for (let waited = 0; waited < 30; waited += 1) {
    const { status } = await running.get('/api/health', running.key);
    if (status === 200) return;
    await setTimeout(1_000);
  }
  throw new Error('AirGate is not healthy again after 30 s');
}

function latencyOf(running: Console, { path, door }: Call): Promise<Latency> {
  return measureLatency(async () => {
    const { status } = await running.get(path, running[door]);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
  });
}

/** The slowest variant stands for its call. */
const TITLES: Record<Layout, string> = {
  large: 'Reads of a tenant with 10,000 sub-accounts and a million spending records',
  many: 'Reads of one of 200 tenants with 100 members, 50 teams, 20 roles and 10,000 audit entries each',
};

function report(
  { measured, failed }: { measured: Measured[]; failed: string[] },
  layout: Layout,
  all: boolean,
): BenchReport {
  const groups = all
    ? measured.map((each) => [each])
    : [...Map.groupBy(measured, ({ name }) => name).values()];
  const slowness = ({ latency, asked }: Measured) => latency?.p95 ?? asked.ms;
  const rows = groups.map((group) => {
    const [slowest] = group.toSorted((a, b) => slowness(b) - slowness(a));
    if (!slowest) return {};
    const { name, variant, asked, latency } = slowest;
    return {
      call: name,
      ...(!all && { variants: group.length }),
      slowest: variant,
      ...latency,
      statements: asked.statements,
      'rows read': asked.rows,
      'in database': Math.round(asked.ms),
      ...(latency && {
        goal: PROOFS.includes(name) ? 'none' : latency.p95 < goalOf(name) ? 'met' : 'missed',
      }),
    };
  });
  return {
    title: `${TITLES[layout]}, 8 callers, milliseconds`,
    rows,
    notes: [
      'Each call is its slowest variant; "alone" is one caller. Goals at p95: 50 ms for a call, 200 ms for a page.',
      `Not measured, since it does not answer here: ${failed.join('; ') || 'nothing'}.`,
      ...withoutIndex(measured),
    ],
  };
}

/** Not lists: they go through everything there is, and are asked by a press of a button or once a minute. */
const PROOFS = ['audit.verify', 'GET /audit/verify', 'ledger.invariants', 'platform.health'];
const goalOf = (name: string) => (name.startsWith('page ') ? 200 : 50);

function withoutIndex(measured: Measured[]): string[] {
  const found = new Map<string, { scan: Scan; calls: Set<string> }>();
  for (const { name, variant, asked } of measured)
    for (const scan of asked.scans) {
      const key = `${scan.table} ${scan.statement}`;
      const known = found.get(key) ?? { scan, calls: new Set<string>() };
      known.calls.add(`${name} ${variant}`.trim());
      found.set(key, known);
    }
  const lines = [...found.values()].map(
    ({ scan, calls }) =>
      `Query without an index on ${scan.table}, in ${[...calls].slice(0, 3).join(', ')}${calls.size > 3 ? ` and ${calls.size - 3} more` : ''}: ${scan.statement}`,
  );
  return [`Queries without an index: ${lines.length}.`, ...lines];
}
