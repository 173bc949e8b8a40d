/** The audit log: what was done in this tenant, by whom and through which door. It is only ever read. */
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { between, listOf } from '#lib/wire.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { containing, escapeLike } from '#server/core/search.ts';
import type { ListAuditInput } from './schema.ts';

const MANY = 200;

/** Newest first unless asked otherwise. */
export async function listAudit(ctx: Ctx, { cursor, limit, order = 'desc', ...filter }: ListAuditInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'audit:read', async (db) => {
    const rows = await db.auditEntry.findMany({
      where: {
        AND: [
          where(ctx, filter),
          after ? { id: { [order === 'desc' ? 'lt' : 'gt']: String(after[0]) } } : {},
        ],
      },
      orderBy: { id: order },
      take: limit + 1,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map(present) };
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

type Filter = Omit<ListAuditInput, 'cursor' | 'limit' | 'order'>;

function where(ctx: Ctx, { actorId, action, targetKind, targetId, source, from, to, text }: Filter) {
  const at = between(from, to);
  const places = ['action', 'actorName', 'targetId', 'targetKind', 'requestId'] as const;
  return {
    tenantId: ctx.tenant.id,
    ...(actorId && { actorId: { in: listOf(actorId) ?? [] } }),
    ...(targetKind && { targetKind: { in: listOf(targetKind) ?? [] } }),
    ...(source && { source: { in: listOf(source) ?? [] } }),
    ...(targetId && { targetId }),
    ...(at && { at }),
    AND: [
      action
        ? { OR: (listOf(action) ?? []).map((each) => ({ action: { startsWith: escapeLike(each) } })) }
        : {},
      text ? { OR: places.map((place) => ({ [place]: containing(text) })) } : {},
    ],
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
