/** Reads that every request makes before it is known who asks: one statement over all tenants, in one trip. */
import type { QueryResultRow } from 'pg';
import type { Prisma } from '#prisma/generated/client.ts';
import { identityPool } from './db.ts';

/** The rows of one statement that changes nothing. */
export async function identityRead<Row extends QueryResultRow>(statement: Prisma.Sql): Promise<Row[]> {
  const { rows } = await identityPool().query<Row>(statement.text, statement.values);
  return rows;
}
