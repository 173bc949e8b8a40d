/** Files of the log: asked for, looked after, cancelled and fetched by people; a job writes them. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { cutPage, decodeCursor, encodeCursor } from '#lib/pagination.ts';
import type { ExportRef, ListExportsInput, ReadExportInput, StartExportInput } from '#server/audit/schema.ts';
import { exportFormats, exportStates } from '#server/audit/schema.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';

export const KEPT_MS = 24 * 3_600_000;
/** Of a tenant, waiting or being written. */
const MOST_AT_ONCE = 5;
const OPEN = ['waiting', 'running'];

/** Asks for a file of exactly what is filtered, in the order of the chain. Throws `audit_exports_busy`. */
export async function startExport(ctx: Ctx, { format, ...filter }: StartExportInput) {
  return access(ctx, 'audit:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const open = await db.auditExport.count({ where: { tenantId, state: { in: OPEN } } });
    if (open >= MOST_AT_ONCE)
      throw new AppError('limit_exceeded', 'audit_exports_busy', { params: { max: MOST_AT_ONCE } });
    const id = newId('auditExport');
    const now = ctx.now();
    const asked = JSON.parse(JSON.stringify(filter));
    const row = await db.auditExport.create({
      data: {
        ...{ id, tenantId, format, filter: asked, createdAt: now },
        requestedBy: ctx.actor.id,
        requester: ctx.actor.name,
        expiresAt: new Date(now.getTime() + KEPT_MS),
      },
    });
    const after = { format, ...asked };
    await db.audit({ action: 'audit.export', target: { kind: 'audit-export', id }, after });
    await db.emit('audit/export.requested', { exportId: id });
    return present(ctx, row);
  });
}

/** Newest first. Whoever may read the log may fetch them all. */
export async function listExports(ctx: Ctx, { cursor, limit }: ListExportsInput) {
  const [before] = decodeCursor(cursor, 1) ?? [];
  return access(ctx, 'audit:read', async (db) => {
    const where = {
      tenantId: ctx.tenant.id,
      expiresAt: { gt: ctx.now() },
      ...(before !== undefined && { id: { lt: String(before) } }),
    };
    const rows = await db.auditExport.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 });
    const page = cutPage(rows, limit, ({ id }) => [id]);
    return { ...page, items: page.items.map((row) => present(ctx, row)) };
  });
}

export async function getExport(ctx: Ctx, { exportId }: ExportRef) {
  return access(ctx, 'audit:read', async (db) => present(ctx, await find(db, ctx, exportId)));
}

/** Ends the work on it and drops what is written. Only who asked for it; what is over stays as it is. */
export async function cancelExport(ctx: Ctx, { exportId }: ExportRef) {
  return access(ctx, 'audit:read', async (db) => {
    const row = await find(db, ctx, exportId);
    if (row.requestedBy !== ctx.actor.id) throw new AppError('forbidden', 'audit_export_of_another');
    const where = { tenantId: ctx.tenant.id, id: exportId };
    const data = { state: 'cancelled', finishedAt: ctx.now() };
    const { count } = await db.auditExport.updateMany({ where: { ...where, state: { in: OPEN } }, data });
    if (count > 0) {
      await db.auditExportPart.deleteMany({ where: { tenantId: ctx.tenant.id, exportId } });
      await db.audit({
        action: 'audit.export_cancel',
        target: { kind: 'audit-export', id: exportId },
        before: { state: row.state },
        after: { state: data.state },
      });
    }
    return present(ctx, await find(db, ctx, exportId));
  });
}

/** One part of a file that is done; the parts one after the other are the file. Throws `audit_export_unfinished`. */
export async function readExport(ctx: Ctx, { exportId, cursor }: ReadExportInput) {
  const [after = -1] = decodeCursor(cursor, 1) ?? [];
  return access(ctx, 'audit:read', async (db) => {
    const { tenantId, state } = await find(db, ctx, exportId);
    if (state !== 'done') throw new AppError('precondition_failed', 'audit_export_unfinished');
    const where = { tenantId, exportId, number: { gt: Number(after) || 0 } };
    const [part, next] = await db.auditExportPart.findMany({
      where: cursor === undefined ? { tenantId, exportId } : where,
      orderBy: { number: 'asc' },
      take: 2,
      select: { number: true, rows: true },
    });
    if (!part) return { text: '', rows: 0, nextCursor: null };
    const number = { tenantId, exportId, number: part.number };
    const { text } = await db.auditExportPart.findUniqueOrThrow({
      where: { tenantId_exportId_number: number },
      select: { text: true },
    });
    return { text, rows: part.rows, nextCursor: next ? encodeCursor([part.number]) : null };
  });
}

/** A day after it was done it is as if it had never been. */
async function find(db: Db, ctx: Ctx, id: string) {
  const where = { tenantId: ctx.tenant.id, id, expiresAt: { gt: ctx.now() } };
  const row = await db.auditExport.findFirst({ where });
  if (!row) throw notFound('audit export');
  return row;
}

type Row = Awaited<ReturnType<typeof find>>;

function present(ctx: Ctx, { format, state, requestedBy, requester, afterSeq, lastSeq, ...row }: Row) {
  return {
    ...row,
    format: formatOf(format),
    state: exportStates.find((known) => known === state) ?? 'failed',
    requestedBy: { id: requestedBy, name: requester },
    mine: requestedBy === ctx.actor.id,
    total: lastSeq - afterSeq,
  };
}

export const formatOf = (text: string) => exportFormats.find((known) => known === text) ?? 'jsonl';
