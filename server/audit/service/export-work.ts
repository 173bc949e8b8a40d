/** The job's side of a file of the log: it is written part by part, and any part can be tried again. */
import type { z } from 'zod';
import { exportWriters } from '#server/audit/policy.ts';
import { askedOf, exportRows, stretchOf } from '#server/audit/queries.ts';
import { type ExportRef, startExportInput } from '#server/audit/schema.ts';
import { access, type Db, platformAccess } from '#server/core/access.ts';
import type { Ctx, PlatformCtx } from '#server/core/ctx.ts';
import { formatOf, KEPT_MS } from './exports.ts';

/** Links looked at for one part: a second of work, and some megabytes where every entry fits. */
const LINKS_PER_PART = 10_000n;

/** Says how much there is to look at. What is written to the log from now on is not in the file. */
export async function beginExport(ctx: Ctx, { exportId }: ExportRef) {
  return access(ctx, 'audit:read', async (db) => {
    const row = await findOpen(db, ctx, exportId, 'waiting');
    if (!row) return;
    const { after, last } = await stretchOf(db, ctx.tenant.id, filterOf(row));
    const data = { state: 'running', afterSeq: after, lastSeq: last };
    await db.auditExport.updateMany({
      where: { tenantId: ctx.tenant.id, id: exportId, state: 'waiting' },
      data,
    });
  });
}

/** Writes the next part. Says whether there is more to do: there is none once it is done, cancelled or gone. */
export async function writeExportPart(ctx: Ctx, { exportId }: ExportRef): Promise<{ more: boolean }> {
  return access(
    ctx,
    'audit:read',
    async (db) => {
      const tenantId = ctx.tenant.id;
      const row = await findOpen(db, ctx, exportId, 'running');
      if (!row) return { more: false };
      const from = row.afterSeq + row.looked;
      const through = from + LINKS_PER_PART < row.lastSeq ? from + LINKS_PER_PART : row.lastSeq;
      const filter = filterOf(row);
      const stretch = { after: from, through, asked: askedOf(filter), text: filter.text ?? null };
      const rows = await exportRows(db, tenantId, stretch);
      const writer = exportWriters[formatOf(row.format)];
      const number = Number(row.looked / LINKS_PER_PART);
      const text = (number === 0 ? writer.head : '') + (rows.length > 0 ? writer.rows(rows) : '');
      const done = through >= row.lastSeq;
      // Whoever cancelled meanwhile has changed the state, and another attempt at this part what was looked at.
      const { count } = await db.auditExport.updateMany({
        where: { tenantId, id: exportId, state: 'running', looked: row.looked },
        data: {
          looked: through - row.afterSeq,
          rows: { increment: rows.length },
          bytes: { increment: Buffer.byteLength(text) },
          ...(done && endedAt('done', ctx.now())),
        },
      });
      if (count === 1 && text !== '')
        await db.auditExportPart.create({ data: { tenantId, exportId, number, rows: rows.length, text } });
      return { more: !done };
    },
    { timeoutMs: 60_000 },
  );
}

/** After the last attempt; what was written is of no use to anybody. */
export async function failExport(ctx: Ctx, { exportId }: ExportRef): Promise<void> {
  return access(ctx, 'audit:read', async (db) => {
    const of = { tenantId: ctx.tenant.id };
    const { count } = await db.auditExport.updateMany({
      where: { ...of, id: exportId, state: { in: ['waiting', 'running'] } },
      data: endedAt('failed', ctx.now()),
    });
    if (count > 0) await db.auditExportPart.deleteMany({ where: { ...of, exportId } });
  });
}

/** Deletes the files whose day is over. Returns how many. */
export async function dropExports(ctx: PlatformCtx): Promise<number> {
  return platformAccess(
    ctx,
    'platform:jobs',
    async (tx) => (await tx.auditExport.deleteMany({ where: { expiresAt: { lte: ctx.now() } } })).count,
    { timeoutMs: 120_000 },
  );
}

const endedAt = (state: 'done' | 'failed', now: Date) => ({
  state,
  finishedAt: now,
  expiresAt: new Date(now.getTime() + KEPT_MS),
});

const findOpen = (db: Db, ctx: Ctx, id: string, state: 'waiting' | 'running') =>
  db.auditExport.findFirst({ where: { tenantId: ctx.tenant.id, id, state } });

function filterOf({
  format,
  filter,
}: {
  format: string;
  filter: unknown;
}): z.output<typeof startExportInput> {
  return startExportInput.parse({ ...Object(filter), format });
}
