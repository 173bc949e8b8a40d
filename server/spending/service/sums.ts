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
 * every change of the tenant's records and links, in the same transaction. The query must read nothing else.
 */
export async function readSums<Row extends object>(
  db: Tx,
  tenantId: string,
  query: Prisma.Sql,
): Promise<readonly Row[]> {
  const versions = await db.spendingVersion.findMany({
    where: { tenantId },
    orderBy: { cloudAccountId: 'asc' },
    select: { version: true },
  });
  const version = versions.map((each) => each.version).join(' ');
  const key = JSON.stringify([tenantId, query.sql, query.values]);
  const known = kept().answers.get(key);
  const rows = known?.version === version ? known.rows : await db.$queryRaw<Row[]>(query);
  keep(key, { version, rows });
  return rows as readonly Row[];
}

/** What was asked for last goes last; the first ones make room. */
function keep(key: string, answer: Answer): void {
  const memory = kept();
  drop(memory, key);
  memory.answers.set(key, answer);
  memory.rows += answer.rows.length;
  for (const oldest of memory.answers.keys()) {
    if (memory.rows <= ROWS_KEPT || oldest === key) break;
    drop(memory, oldest);
  }
}

function drop(memory: Kept, key: string): void {
  memory.rows -= memory.answers.get(key)?.rows.length ?? 0;
  memory.answers.delete(key);
}
