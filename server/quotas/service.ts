/** Quotas: changed by allocations alone, exact under any concurrency, and never silent about a step that was reached. */
import { AppError, notFound } from '#lib/errors.ts';
import { basisPoints, formatAmount } from '#lib/money.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { dayOf } from '#lib/periods.ts';
import { access, type Db } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import { openEpoch, postSpending } from '#server/ledger/service.ts';
import { settingOf } from '#server/settings/service.ts';
import { burnRate, burnWindow, decideAllocation, effectiveSteps, forecast, LIMIT_STEP } from './policy.ts';
import { countedTotal, countsFrom, spentByDay } from './queries.ts';
import type { AllocateQuotaInput, ListAllocationsInput, QuotaRef } from './schema.ts';
import { billingOf, readFreshness } from './service/freshness.ts';
import { type Fired, raiseDueSteps } from './service/steps.ts';

/**
 * Allocates or, with a negative amount, deducts. Every allocation ends the open epoch and begins the next one, in which
 * the steps above the present share are armed again. A deduction below what is spent is refused with the largest one
 * possible.
 */
export async function allocateQuota(ctx: Ctx, { subAccountId, amount, reason }: AllocateQuotaInput) {
  return access(ctx, 'quota:allocate', async (db) => {
    await lockSubAccount(db, ctx, subAccountId);
    const inside = within(ctx, db);
    const system = asSystem(inside, 'quota');
    const open = await db.bucket.findFirst({
      where: { tenantId: ctx.tenant.id, subAccountId, endsAt: null },
    });
    const currency = open?.currency ?? ctx.tenant.currency;
    const { armedAbove, clears } = decideAllocation(open, amount, currency);
    // What was reached in the ending epoch belongs to it.
    if (open && basisPoints(open.spent, open.granted) > open.armedAbove)
      await raiseDueSteps(system, [subAccountId]);
    const next = { subAccountId, currency, from: open, amount, reason, armedAbove };
    const { bucket, entry } = await openEpoch(inside, next);
    if (!open) await meetSpending(system, db, subAccountId, bucket.id);
    else if (basisPoints(bucket.spent, bucket.granted) > armedAbove)
      await raiseDueSteps(system, [subAccountId]);
    await db.audit({
      action: 'quota.allocate',
      target: { kind: 'sub-account', id: subAccountId },
      before: { granted: formatAmount(entry.before) },
      after: { granted: formatAmount(entry.after), amount: formatAmount(amount), currency, reason },
    });
    if (clears) {
      await db.emit(
        'quota/limit.cleared',
        { subAccountId, bucketId: bucket.id },
        `limit-cleared:${bucket.id}`,
      );
    }
    return { ...entry, subAccountId, epoch: bucket.epoch, currency };
  });
}

/** The first quota of a sub-account takes over what its projects have spent already. */
async function meetSpending(ctx: Ctx, db: Db, subAccountId: string, bucketId: string) {
  const spent = await countedTotal(db, ctx.tenant.id, subAccountId);
  if (spent !== 0n) await settleSpending(ctx, [{ subAccountId, spent }], { checkId: bucketId });
}

/**
 * Brings quotas to what a check has found, up or down, and fires the steps that are reached now. Sub-accounts without a
 * quota are passed over. While `more`, call `raiseDueSteps` again in another transaction.
 */
export async function settleSpending(
  ctx: Ctx,
  totals: readonly { subAccountId: string; spent: bigint }[],
  cause: { checkId: string },
): Promise<{ changed: number } & Fired> {
  return access(ctx, 'spending:check', async (db) => {
    const moved = await postSpending(within(ctx, db), totals, cause.checkId);
    const ids = totals.map((t) => t.subAccountId);
    const fired = await raiseDueSteps(asSystem(within(ctx, db), 'quota-steps'), ids);
    // A correction may take spending below the limit and later spending up again. The alert has been given in this
    // epoch; the cut-off, which may have been restored meanwhile, has to hear of it again.
    const announced = new Set(fired.steps.filter((f) => f.step === LIMIT_STEP).map((f) => f.bucketId));
    for (const { bucketId, subAccountId, before, after, granted } of moved) {
      if (before >= granted || after < granted || announced.has(bucketId)) continue;
      await db.emit(
        'quota/limit.reached',
        { subAccountId, bucketId },
        `limit-reached:${bucketId}:${cause.checkId}`,
      );
    }
    return { changed: moved.length, ...fired };
  });
}

/** The open quota's figures, or null where nothing was ever allocated. */
export async function quotaOf(ctx: Ctx, subAccountId: string) {
  return access(ctx, 'quota:read', async (db) => {
    const where = { tenantId: ctx.tenant.id, subAccountId, endsAt: null };
    const open = await db.bucket.findFirst({ where });
    if (!open) return null;
    const { id, epoch, currency, granted, spent } = open;
    return { bucketId: id, epoch, currency, granted, spent, shareBp: basisPoints(spent, granted) };
  });
}

/** Every allocation and deduction over all epochs, newest first. */
export async function listAllocations(ctx: Ctx, { subAccountId, cursor, limit }: ListAllocationsInput) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'quota:read', async (db) => {
    await findSubAccount(db, ctx, subAccountId);
    const rows = await db.entry.findMany({
      where: {
        tenantId: ctx.tenant.id,
        kind: 'allocation',
        bucket: { subAccountId },
        ...(after && { id: { lt: String(after[0]) } }),
      },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: { bucket: { select: { epoch: true, currency: true } } },
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return {
      ...page,
      items: page.items.map(({ bucket, ...entry }) => ({ ...entry, ...bucket, subAccountId })),
    };
  });
}

/** A quota with its steps, its burn rate, when it will run out, and how old all of this is. */
export async function getQuota(ctx: Ctx, { subAccountId }: QuotaRef) {
  return access(ctx, 'quota:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const account = await findSubAccount(db, ctx, subAccountId);
    const open = await db.bucket.findFirst({
      where: { tenantId, subAccountId, endsAt: null },
      include: { crossings: true },
    });
    const billing = billingOf(account.cloudAccount.provider, ctx);
    const fresh = (await readFreshness(db, ctx, [account.cloudAccount])).get(account.cloudAccountId);
    const today = dayOf(ctx.now(), billing.billTimeZone);
    const window = burnWindow(
      today,
      (await countsFrom(db, tenantId, [subAccountId])).get(subAccountId) ?? null,
    );
    const days = window ? await spentByDay(db, tenantId, [subAccountId], window) : [];
    const burn = window && burnRate(window, new Map(days.map((d) => [d.day, d.amount])));
    const spent = open?.spent ?? (await countedTotal(db, tenantId, subAccountId));
    const granted = open?.granted ?? 0n;
    const reading = {
      readAt: fresh?.checkedAt ?? ctx.now(),
      now: ctx.now(),
      lagHours: billing.costLagHours[0],
    };
    const steps = effectiveSteps(account.alertSteps, await settingOf(within(ctx, db), 'quota.alertSteps'));
    return {
      subAccountId,
      cloudAccountId: account.cloudAccountId,
      currency: open?.currency ?? ctx.tenant.currency,
      enforced: open !== null,
      bucketId: open?.id ?? null,
      epoch: open?.epoch ?? null,
      epochStartedAt: open?.startsAt ?? null,
      granted,
      spent,
      remaining: open ? granted - spent : 0n,
      shareBp: open ? basisPoints(spent, granted) : 0,
      steps: steps.map((step) => stepState(step, open)),
      burn,
      forecast: open && burn ? forecast({ granted, spent }, burn, reading) : null,
      freshness: fresh ?? { source: null, completeThrough: null, lagHours: null, checkedAt: null },
    };
  });
}

type OpenQuota = { armedAbove: number; crossings: { step: number; at: Date }[] } | null;

function stepState(step: number, open: OpenQuota) {
  const firedAt = open?.crossings.find((c) => c.step === step)?.at ?? null;
  const passed = open !== null && step * 100 <= open.armedAbove;
  const state = firedAt ? ('fired' as const) : passed ? ('passed' as const) : ('armed' as const);
  return { step, state, firedAt };
}

async function findSubAccount(db: Db, ctx: Ctx, id: string) {
  const row = await db.subAccount.findFirst({
    where: { tenantId: ctx.tenant.id, id },
    include: { cloudAccount: { select: { id: true, provider: true, checkedAt: true } } },
  });
  if (!row) throw notFound('sub-account');
  return row;
}

/** Whoever changes a quota holds its sub-account's row, so allocations come one after the other. */
async function lockSubAccount(db: Db, ctx: Ctx, id: string) {
  const [row] = await db.$queryRaw<{ managed: boolean; deleted: boolean }[]>`
    select managed, deleted_at is not null as deleted from sub_account
    where tenant_id = ${ctx.tenant.id} and id = ${id} for no key update`;
  if (!row || row.deleted) throw notFound('sub-account');
  if (!row.managed) throw new AppError('precondition_failed', 'sub_account_not_managed');
}
