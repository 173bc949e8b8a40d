/** The audit log: what was done in this tenant, by whom and through which door. It is only ever read. */
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { containing, escapeLike } from '#server/core/search.ts';
import type { ListAuditInput } from './schema.ts';

const MANY = 200;

/** Newest first. */
export async function listAudit(ctx: Ctx, { cursor, limit, ...filter }: ListAuditInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'audit:read', async (db) => {
    const rows = await db.auditEntry.findMany({
      where: { AND: [where(ctx, filter), after ? { id: { lt: String(after[0]) } } : {}] },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map(present) };
  });
}

/** Who and what occurs in the log, for filters: the first two hundred of each by name. */
export async function listAuditFacets(ctx: Ctx) {
  return access(ctx, 'audit:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const actors = await db.auditEntry.groupBy({
      by: ['actorKind', 'actorId', 'actorName'],
      where: { tenantId },
      orderBy: { actorName: 'asc' },
      take: MANY,
    });
    const actions = await db.auditEntry.groupBy({
      by: ['action'],
      where: { tenantId },
      orderBy: { action: 'asc' },
      take: MANY,
    });
    return {
      actors: actors.map((a) => ({ kind: a.actorKind, id: a.actorId, name: a.actorName })),
      actions: actions.map((a) => a.action),
    };
  });
}

type Filter = Omit<ListAuditInput, 'cursor' | 'limit'>;

function where(ctx: Ctx, { actorId, action, targetKind, targetId, from, to, text }: Filter) {
  const places = ['action', 'actorName', 'targetId', 'targetKind', 'requestId'] as const;
  return {
    tenantId: ctx.tenant.id,
    ...(actorId && { actorId }),
    ...(action && { action: { startsWith: escapeLike(action) } }),
    ...(targetKind && { targetKind }),
    ...(targetId && { targetId }),
    ...((from || to) && { at: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
    ...(text && { OR: places.map((place) => ({ [place]: containing(text) })) }),
  };
}

type Row = {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  source: string;
  requestId: string;
  action: string;
  targetKind: string;
  targetId: string;
  before: unknown;
  after: unknown;
};

function present({ actorKind, actorId, actorName, targetKind, targetId, ...row }: Row) {
  return {
    ...row,
    actor: { kind: actorKind, id: actorId, name: actorName },
    target: { kind: targetKind, id: targetId },
  };
}
