/** Sums over many records, kept in memory for as long as nothing that they are made of has changed. */
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';
import { once } from '#server/core/registry.ts';

/** Of all answers together; a row is about two hundred bytes. */
const ROWS_KEPT = 100_000;

type Answer = { version: string; rows: readonly object[] };
type Kept = { answers: Map<string, Answer>; rows: number };

const kept = () => once('spending-sums', (): Kept => ({ answers: new Map(), rows: 0 }));

/**
 * Runs a query, or hands out what it had answered before while that still holds: the database names a new version with
 * every change of the tenant's records and links, in the same transaction. What the query reads beside them has to have
 * a `mark` that changes with it.
 */
export async function readSums<Row extends object>(
  db: Tx,
  tenantId: string,
  query: Prisma.Sql,
  mark = '',
): Promise<readonly Row[]> {
  const versions = await db.spendingVersion.findMany({
    where: { tenantId },
    orderBy: { cloudAccountId: 'asc' },
    select: { version: true },
  });
  const version = [mark, ...versions.map((each) => each.version)].join(' ');
  const key = JSON.stringify([tenantId, query.sql, query.values]);
  const known = recall<Row>(key, version) ?? (await db.$queryRaw<Row[]>(query));
  keep(key, { version, rows: known });
  return known;
}

/**
 * The same day by day, for what depends on the records alone and not on who they count for: only days whose records have
 * changed since are asked for again. Days without any record are left out.
 */
export async function readDays<Row extends { day: string }>(
  db: Tx,
  tenantId: string,
  { from, to }: { from: string; to: string },
  queryOf: (days: readonly string[]) => Prisma.Sql,
): Promise<ReadonlyMap<string, Row>> {
  const versions = await db.$queryRaw<{ day: string; version: string }[]>`
    select day::text, string_agg(version, ' ' order by cloud_account_id) as version from spending_day_version
    where tenant_id = ${tenantId} and day between ${from}::date and ${to}::date group by day`;
  const asked = queryOf([]);
  const prefix = JSON.stringify([tenantId, asked.sql, asked.values]);
  const keyOf = (day: string) => `${prefix} ${day}`;
  const lost = versions.filter(({ day, version }) => !recall(keyOf(day), version)).map(({ day }) => day);
  const fresh = lost.length > 0 ? await db.$queryRaw<Row[]>(queryOf(lost)) : [];
  const byDay = Map.groupBy(fresh, (row) => row.day);
  const found = new Map<string, Row>();
  for (const { day, version } of versions) {
    const rows = byDay.get(day) ?? recall<Row>(keyOf(day), version) ?? [];
    keep(keyOf(day), { version, rows });
    if (rows[0]) found.set(day, rows[0]);
  }
  return found;
}

function recall<Row extends object>(key: string, version: string): readonly Row[] | null {
  const known = kept().answers.get(key);
  return known?.version === version ? (known.rows as readonly Row[]) : null;
}

/** What was asked for last goes last; the first ones make room. */
function keep(key: string, answer: Answer): void {
  const memory = kept();
  drop(memory, key);
  memory.answers.set(key, answer);
  // An answer without a row takes room as well.
  memory.rows += answer.rows.length + 1;
  for (const oldest of memory.answers.keys()) {
    if (memory.rows <= ROWS_KEPT || oldest === key) break;
    drop(memory, oldest);
  }
}

function drop(memory: Kept, key: string): void {
  const known = memory.answers.get(key);
  if (known) memory.rows -= known.rows.length + 1;
  memory.answers.delete(key);
}
