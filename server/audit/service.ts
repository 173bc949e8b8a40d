/** The audit log: what was done in this tenant, by whom and through which door. It is only ever read. */
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { between, listOf } from '#lib/wire.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { escapeLike } from '#server/core/search.ts';
import { askedOf, searchIds } from './queries.ts';
import type { AuditFilter, ListAuditInput } from './schema.ts';

const MANY = 200;

/** Newest first unless asked otherwise. */
export async function listAudit(ctx: Ctx, { cursor, limit, order = 'desc', ...filter }: ListAuditInput) {
  const [after] = decodeCursor(cursor, 1) ?? [];
  const page = {
    after: after === undefined ? null : String(after),
    falling: order === 'desc',
    most: limit + 1,
  };
  return access(ctx, 'audit:read', async (db) => {
    const where = filter.text === undefined ? whereOf(ctx, filter, page) : await found(db, ctx, filter, page);
    const rows = await db.auditEntry.findMany({ where, orderBy: { id: order }, take: page.most });
    const { items, nextCursor } = cutPage(rows, limit, (r) => [r.id]);
    return { nextCursor, items: await withLinks(db, ctx, items) };
  });
}

/** Each with its place in the hash chain. */
async function withLinks(db: Db, ctx: Ctx, rows: readonly Row[]) {
  const entryId = { in: rows.map(({ id }) => id) };
  const links = await db.auditLink.findMany({ where: { tenantId: ctx.tenant.id, entryId } });
  const byEntry = new Map(links.map((link) => [link.entryId, link]));
  return rows.map((row) => {
    const { seq = null, hash = null } = byEntry.get(row.id) ?? {};
    return { ...present(row), seq, hash };
  });
}

/**
 * Who and what occurs in the log, for filters: the first two hundred of each by name. Everybody bears the last name that
 * they had. Both go from one value to the next through an index; the log itself is long.
 */
export async function listAuditFacets(ctx: Ctx) {
  return access(ctx, 'audit:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const actors = await db.$queryRaw<{ kind: string; id: string; name: string }[]>`
      with recursive actor as (
        (select actor_id as id from audit_entry where tenant_id = ${tenantId} order by actor_id limit 1)
        union all
        select (
          select actor_id from audit_entry where tenant_id = ${tenantId} and actor_id > actor.id order by actor_id limit 1
        ) from actor where actor.id is not null
      )
      select last.actor_kind as kind, actor.id, last.actor_name as name
      from actor
      join lateral (
        select actor_kind, actor_name from audit_entry
        where tenant_id = ${tenantId} and actor_id = actor.id order by id desc limit 1
      ) last on true
      order by name, actor.id limit ${MANY}`;
    const actions = await db.$queryRaw<{ name: string }[]>`
      with recursive action as (
        (select action as name from audit_entry where tenant_id = ${tenantId} order by action limit 1)
        union all
        select (
          select action from audit_entry where tenant_id = ${tenantId} and action > action.name order by action limit 1
        ) from action where action.name is not null
      )
      select name from action where name is not null limit ${MANY}`;
    return { actors, actions: actions.map((a) => a.name) };
  });
}

type Page = { after: string | null; falling: boolean; most: number };

/** Words are found by an index of their own, whose answer is read like any other rows: as this tenant alone. */
async function found(db: Db, ctx: Ctx, { text = '', ...filter }: AuditFilter, page: Page) {
  const ids = await searchIds(db, { text, asked: askedOf(filter), ...page });
  return { tenantId: ctx.tenant.id, id: { in: ids } };
}

function whereOf(ctx: Ctx, filter: AuditFilter, { after, falling }: Page) {
  const { actorId, action, targetKind, targetId, source, from, to } = filter;
  const at = between(from, to);
  const beginnings = (listOf(action) ?? []).map((each) => ({ action: { startsWith: escapeLike(each) } }));
  return {
    tenantId: ctx.tenant.id,
    ...(after !== null && { id: { [falling ? 'lt' : 'gt']: after } }),
    ...(actorId && { actorId: { in: listOf(actorId) ?? [] } }),
    ...(targetKind && { targetKind: { in: listOf(targetKind) ?? [] } }),
    ...(source && { source: { in: listOf(source) ?? [] } }),
    ...(targetId && { targetId }),
    ...(at && { at }),
    ...(action && { OR: beginnings }),
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
