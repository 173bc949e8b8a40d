/** Changing the master key: what older keys hold is encrypted anew by the first one, while everything runs. */
import { Prisma } from '#prisma/generated/client.ts';
import { platformAccess } from '#server/core/access.ts';
import { currentKeyId, reseal } from '#server/core/crypto.ts';
import type { PlatformCtx } from '#server/core/ctx.ts';
import { sealedColumns } from '#server/core/sealed-columns.ts';

const BATCH = 200;

type Column = (typeof sealedColumns)[number];
type Row = Record<string, string>;

/** How many values are still under older keys. At zero the older keys are not needed any more. */
export async function countOlder(ctx: PlatformCtx): Promise<number> {
  return platformAccess(ctx, 'platform:settings', async (tx) => {
    let older = 0;
    for (const { table, column } of sealedColumns) {
      const [found] = await tx.$queryRaw<{ n: bigint }[]>`
        select count(*) as n from ${name(table)} where ${isOlder(column)}`;
      older += Number(found?.n ?? 0n);
    }
    return older;
  });
}

/**
 * Encrypts anew whatever is not under the first key, in small transactions. A value that somebody writes meanwhile is
 * under the first key already and stays as it is. Safe to interrupt and to repeat. Returns how many values it changed;
 * throws when a value opens with no key of the ring.
 */
export async function reencrypt(ctx: PlatformCtx): Promise<number> {
  let changed = 0;
  for (const column of sealedColumns) {
    for (let done = -1; done !== 0; changed += done) done = await reencryptBatch(ctx, column);
  }
  return changed;
}

async function reencryptBatch(ctx: PlatformCtx, { table, column, key, context }: Column): Promise<number> {
  return platformAccess(ctx, 'platform:settings', async (tx) => {
    const keys = Prisma.join(key.map(name));
    const rows = await tx.$queryRaw<Row[]>`
      select ${keys}, ${name(column)} as sealed from ${name(table)}
      where ${isOlder(column)} limit ${BATCH} for update skip locked`;
    for (const row of rows) {
      const sealed = reseal(row.sealed ?? '', context(row));
      const where = key.map((part) => Prisma.sql`${name(part)} = ${row[part]}`);
      await tx.$executeRaw`
        update ${name(table)} set ${name(column)} = ${sealed} where ${Prisma.join(where, ' and ')}`;
    }
    return rows.length;
  });
}

const isOlder = (column: string) =>
  Prisma.sql`${name(column)} is not null and split_part(${name(column)}, '.', 2) <> ${currentKeyId()}`;

/** Names come from the list of sealed columns alone. */
const name = (text: string) => Prisma.raw(`"${text}"`);
