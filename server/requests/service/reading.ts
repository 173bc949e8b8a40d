/** Reading requests: everybody their own ones, whoever sees quotas all of them. */
import { notFound } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { can } from '#lib/permissions.ts';
import { between, listOf } from '#lib/wire.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { containing } from '#server/core/search.ts';
import { emptyLast, sorting, timeColumn } from '#server/core/sorting.ts';
import type { ListMyRequestsInput, ListRequestsInput, RequestRef } from '#server/requests/schema.ts';
import { personOf } from './person.ts';
import { present, requestRow, WITH_ACCOUNT } from './present.ts';

/** Newest first unless asked otherwise. */
export async function listRequests(ctx: Ctx, { limit, text, from, to, ...asked }: ListRequestsInput) {
  const { cursor, sort = 'createdAt', order = 'desc' } = asked;
  const sorted = sorting(sortColumns, { cursor, sort, order });
  const createdAt = between(from, to);
  return access(ctx, 'quota:read', async (db) => {
    const person = await personOf(db, ctx);
    const where = {
      tenantId: ctx.tenant.id,
      ...inFilters(asked),
      ...(createdAt && { createdAt }),
      ...(text && {
        OR: [
          { reason: containing(text) },
          { requesterName: containing(text) },
          { subAccount: { OR: [{ userName: containing(text) }, { displayName: containing(text) }] } },
        ],
      }),
    };
    const rows = await db.quotaRequest.findMany({
      where: { AND: [where, sorted.where] },
      orderBy: sorted.orderBy,
      take: limit + 1,
      include: WITH_ACCOUNT,
    });
    const page = sorted.cut(rows, limit);
    const items = page.items.map((row) => present(person, row));
    return { ...page, items, total: await db.quotaRequest.count({ where }) };
  });
}

type Listed = { id: string; createdAt: Date; decidedAt: Date | null };
const time = timeColumn<Listed, Prisma.QuotaRequestWhereInput, Prisma.QuotaRequestOrderByWithRelationInput>;

const sortColumns = {
  createdAt: time({
    value: (request) => request.createdAt,
    order: (createdAt) => ({ createdAt }),
    at: (createdAt) => ({ createdAt }),
  }),
  decidedAt: time({
    value: (request) => request.decidedAt,
    order: (order) => ({ decidedAt: emptyLast(order) }),
    at: (decidedAt) => ({ decidedAt }),
    empty: { decidedAt: null },
  }),
};

/** Those that the caller made, newest first; for everybody. */
export async function listMyRequests(ctx: Ctx, { cursor, limit, ...asked }: ListMyRequestsInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'tenant:read', async (db) => {
    const person = await personOf(db, ctx);
    if (!person) return { items: [], nextCursor: null, total: 0 };
    const where = { tenantId: ctx.tenant.id, requestedBy: person.userId, ...inFilters(asked) };
    const rows = await db.quotaRequest.findMany({
      where: { ...where, ...(after && { id: { lt: String(after[0]) } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: WITH_ACCOUNT,
    });
    const page = cutPage(rows, limit, (row) => [row.id]);
    const items = page.items.map((row) => present(person, row));
    return { ...page, items, total: await db.quotaRequest.count({ where }) };
  });
}

/** One request: one's own, or any with the right to see quotas. */
export async function getRequest(ctx: Ctx, { quotaRequestId }: RequestRef) {
  return access(ctx, 'tenant:read', async (db) => {
    const person = await personOf(db, ctx);
    const request = present(person, await requestRow(db, ctx, quotaRequestId));
    if (!request.own && !can(ctx.actor, 'quota:read')) throw notFound('quota request');
    return request;
  });
}

/** How many wait for a decision. */
export async function countPending(ctx: Ctx) {
  return access(ctx, 'quota:read', async (db) => {
    const where = { tenantId: ctx.tenant.id, state: 'pending' as const, expiresAt: { gt: ctx.now() } };
    return { pending: await db.quotaRequest.count({ where }) };
  });
}

function inFilters({ state, subAccountId }: Pick<ListMyRequestsInput, 'state' | 'subAccountId'>) {
  const [states, accounts] = [listOf(state), listOf(subAccountId)];
  return {
    ...(states && { state: { in: states } }),
    ...(accounts && { subAccountId: { in: accounts } }),
  };
}
