/** What is one's own: the sub-accounts that one holds and the keys that one made, whatever else the role lets one see. */
import { notFound } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { addDays, dayOf } from '#lib/periods.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import { listSubAccounts } from '#server/iam/service/read.ts';
import { presentKeys } from '#server/keys/service/present.ts';
import { forecastQuotas } from '#server/quotas/service/forecasts.ts';
import { readFreshness } from '#server/quotas/service/freshness.ts';
import { getQuota } from '#server/quotas/service.ts';
import { holds, type Person } from '#server/requests/policy.ts';
import type { ListMyKeysInput, ListMySubAccountsInput, MySubAccountInput } from '#server/requests/schema.ts';
import { subAccountSpending } from '#server/spending/service/sub-account.ts';
import { personOf } from './person.ts';

/** The sub-accounts that the caller holds, by name, each with its quota and when that will run out. */
export async function listMySubAccounts(ctx: Ctx, { cursor, limit }: ListMySubAccountsInput) {
  return access(ctx, 'tenant:read', async (db) => {
    const person = await personOf(db, ctx);
    if (!person) return { items: [], nextCursor: null, total: 0 };
    // Holding is the right; the verbs below ask for others, which the role may lack.
    const system = asSystem(within(ctx, db), 'my-page');
    const order = { sort: 'userName' as const, order: 'asc' as const, managed: true };
    const asked = { ...order, holderId: person.memberId, limit, ...(cursor && { cursor }) };
    const page = await listSubAccounts(system, asked);
    return { ...page, items: await withOutlook(db, ctx, person, page.items) };
  });
}

type Listed = Awaited<ReturnType<typeof listSubAccounts>>['items'][number];

async function withOutlook(db: Db, ctx: Ctx, person: Person, rows: readonly Listed[]) {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const { items: forecasts } = await forecastQuotas(asSystem(within(ctx, db), 'my-page'), {
    subAccountIds: ids,
  });
  const clouds = await db.cloudAccount.findMany({
    where: { tenantId: ctx.tenant.id, id: { in: rows.map(({ cloudAccount }) => cloudAccount.id) } },
    select: { id: true, provider: true, checkedAt: true },
  });
  const freshness = await readFreshness(db, ctx, clouds);
  const waiting = await db.quotaRequest.findMany({
    where: {
      tenantId: ctx.tenant.id,
      subAccountId: { in: ids },
      requestedBy: person.userId,
      state: 'pending',
      expiresAt: { gt: ctx.now() },
    },
    select: { id: true, subAccountId: true, amount: true, createdAt: true },
  });
  return rows.map(({ quota, ...row }) => ({
    ...row,
    quota: quota && { ...quota, remaining: quota.granted - quota.spent },
    forecast: forecasts.find(({ subAccountId }) => subAccountId === row.id) ?? null,
    freshness: freshness.get(row.cloudAccount.id) ?? {
      source: null,
      completeThrough: null,
      lagHours: null,
      checkedAt: null,
    },
    pendingRequest: waiting.find(({ subAccountId }) => subAccountId === row.id) ?? null,
  }));
}

/** One of them with its whole quota and its spending by day; somebody else's is not found. */
export async function getMySubAccount(ctx: Ctx, { subAccountId, days }: MySubAccountInput) {
  return access(ctx, 'tenant:read', async (db) => {
    const person = await personOf(db, ctx);
    const account = await db.subAccount.findFirst({
      where: { tenantId: ctx.tenant.id, id: subAccountId, deletedAt: null, managed: true },
      select: { holderId: true, userName: true },
    });
    if (!person || !account || !holds(person, account)) throw notFound('sub-account');
    const system = asSystem(within(ctx, db), 'my-page');
    const named = { search: account.userName, holderId: person.memberId, managed: true, limit: 200 };
    const { items } = await listSubAccounts(system, { ...named, sort: 'userName', order: 'asc' });
    const [subAccount] = await withOutlook(
      db,
      ctx,
      person,
      items.filter(({ id }) => id === subAccountId),
    );
    if (!subAccount) throw notFound('sub-account');
    const to = dayOf(ctx.now(), ctx.tenant.timeZone);
    const spending = await subAccountSpending(system, { subAccountId, from: addDays(to, 1 - days), to });
    return { subAccount, quota: await getQuota(system, { subAccountId }), spending };
  });
}

/** The keys that the caller made, newest first, with what they were used for. */
export async function listMyKeys(ctx: Ctx, { cursor, limit }: ListMyKeysInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'tenant:read', async (db) => {
    const person = await personOf(db, ctx);
    if (!person) return { items: [], nextCursor: null, total: 0 };
    const where = { tenantId: ctx.tenant.id, createdBy: person.userId };
    const rows = await db.apiKey.findMany({
      where: { ...where, ...(after && { id: { lt: String(after[0]) } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    const page = cutPage(rows, limit, (row) => [row.id]);
    const items = await presentKeys(db, ctx, page.items);
    return { ...page, items, total: await db.apiKey.count({ where }) };
  });
}
