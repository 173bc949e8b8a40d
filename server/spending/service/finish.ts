/** The end of a check: which bill counts for which day, what each sub-account has spent, and who has to hear of it. */
import { AppError, isReason } from '#lib/errors.ts';
import { formatAmount, parseAmount } from '#lib/money.ts';
import { dayOf } from '#lib/periods.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { noteContact } from '#server/clouds/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { log } from '#server/core/log.ts';
import { metrics } from '#server/core/metrics.ts';
import { billingOf } from '#server/quotas/service/freshness.ts';
import { raiseDueSteps } from '#server/quotas/service/steps.ts';
import { settleSpending } from '#server/quotas/service.ts';
import { settingOf } from '#server/settings/service.ts';
import {
  effectiveSource,
  isContactFailure,
  isLost,
  isSettled,
  reachOf,
  recentDays,
} from '#server/spending/policy.ts';
import { countedTotals, dayTotals, setEffective, unattributedDays } from '#server/spending/queries.ts';
import type { CheckError, CheckRef } from '#server/spending/schema.ts';
import { lockCheck } from './sweep.ts';

const SETTLE_LIMITS = { timeoutMs: 120_000 };

/**
 * Settles and closes a check whose slices are all read. Repeated after that, it only raises what may be left of its
 * alerts; throws when the check has failed meanwhile.
 */
export async function finishCheck(ctx: Ctx, { checkId }: CheckRef) {
  const { check, subAccountIds, more } = await access(
    ctx,
    'spending:check',
    async (db) => {
      const check = await lockCheck(ctx, db, checkId);
      if (check?.state === 'done') {
        const place = { tenantId: ctx.tenant.id, cloudAccountId: check.cloudAccountId };
        const counted = await countedTotals(db, place);
        return { check: null, subAccountIds: counted.map((t) => t.subAccountId), more: true };
      }
      if (check?.state !== 'running') throw new AppError('conflict', 'check_closed');
      const settled = await settleAccount(ctx, db, check);
      await db.spendingCheck.update({
        where: { id: checkId },
        data: { state: 'done', finishedAt: ctx.now() },
      });
      await db.cloudAccount.updateMany({
        where: { tenantId: ctx.tenant.id, id: check.cloudAccountId },
        data: { checkedAt: ctx.now() },
      });
      await publish(ctx, db, 'spending_check.finished', checkId);
      return { check, ...settled };
    },
    SETTLE_LIMITS,
  );
  if (check) measure(ctx, check, 'done');
  await raiseRest(ctx, subAccountIds, more);
}

/**
 * Closes a check that cannot go on. What its complete slices brought is settled all the same; the rest stays as it was.
 * One alert tells of it until a check succeeds again. `lost` closes only a check without any sign of life.
 */
export async function failCheck(ctx: Ctx, { checkId, lost = false }: CheckRef & { lost?: boolean }) {
  await settlePart(ctx, checkId, lost);
  const failed = await access(ctx, 'spending:check', async (db) => {
    const check = await openCheck(ctx, db, checkId, lost);
    if (!check) return null;
    const at = ctx.now();
    const fallback: CheckError = {
      reason: lost ? 'check_lost' : 'internal',
      params: {},
      at: at.toISOString(),
    };
    const error = (check.error as CheckError | null) ?? fallback;
    await db.spendingCheck.update({
      where: { id: checkId },
      data: { state: 'failed', error, finishedAt: at },
    });
    await raiseAlert(within(ctx, db), {
      type: 'check_failed',
      severity: 'warning',
      dedupeKey: `check-failed:${check.cloudAccountId}:${await firstFailure(ctx, db, check)}`,
      cloudAccountId: check.cloudAccountId,
      details: { reason: error.reason, params: error.params, check: checkId },
    });
    await publish(ctx, db, 'spending_check.failed', checkId, { reason: error.reason });
    if (isReason(error.reason) && isContactFailure(error.reason)) {
      const failure = new AppError('upstream_failed', error.reason, { params: error.params });
      await noteContact(within(ctx, db), check.cloudAccountId, failure);
    }
    return check;
  });
  if (failed) measure(ctx, failed, lost ? 'lost' : 'failed');
}

/** Tells webhooks how a check ended, by the row as it is now. */
async function publish(
  ctx: Ctx,
  db: Db,
  type: 'spending_check.finished' | 'spending_check.failed',
  id: string,
  more: { reason?: string } = {},
) {
  const { cloudAccountId, state, trigger, rows, changed, startedAt, finishedAt } =
    await db.spendingCheck.findFirstOrThrow({ where: { tenantId: ctx.tenant.id, id } });
  const times = { startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
  const after = { cloudAccountId, state, trigger, rows, changed, ...times, ...more };
  await db.publish({ type, target: { kind: 'check', id }, after });
}

type Measured = { startedAt: Date; rows: number };

function measure(ctx: Ctx, { startedAt, rows }: Measured, outcome: 'done' | 'failed' | 'lost') {
  metrics.checkSeconds().observe({ outcome }, (ctx.now().getTime() - startedAt.getTime()) / 1000);
  metrics.checkRows().inc(rows);
}

/** Settling must not keep a failed check open: if it fails as well, that is for the log and for the next check. */
async function settlePart(ctx: Ctx, checkId: string, lost: boolean) {
  try {
    const settled = await access(
      ctx,
      'spending:check',
      async (db) => {
        const check = await openCheck(ctx, db, checkId, lost);
        return check && check.slicesDone > 0 ? settleAccount(ctx, db, check) : null;
      },
      SETTLE_LIMITS,
    );
    if (settled) await raiseRest(ctx, settled.subAccountIds, settled.more);
  } catch (error) {
    log.error({ err: error, checkId }, 'spending check: what was read could not be settled');
  }
}

async function openCheck(ctx: Ctx, db: Db, checkId: string, lost: boolean) {
  const check = await db.spendingCheck.findFirst({
    where: { tenantId: ctx.tenant.id, id: checkId, state: 'running' },
  });
  return check && (!lost || isLost(check.progressAt, ctx.now())) ? check : null;
}

/** The first failed check since the last one that succeeded: it names the incident. */
async function firstFailure(
  ctx: Ctx,
  db: Db,
  check: { id: string; cloudAccountId: string },
): Promise<string> {
  const where = { tenantId: ctx.tenant.id, cloudAccountId: check.cloudAccountId };
  const success = await db.spendingCheck.findFirst({
    where: { ...where, state: 'done' },
    orderBy: { startedAt: 'desc' },
  });
  const first = await db.spendingCheck.findFirst({
    where: { ...where, state: 'failed', ...(success && { startedAt: { gt: success.startedAt } }) },
    orderBy: { startedAt: 'asc' },
  });
  return first?.id ?? check.id;
}

type Check = { id: string; cloudAccountId: string; deep: boolean; cloudTime: Date | null };

/** Chooses the bill per day, sums up, settles the quotas and looks for spending that belongs to nobody. */
async function settleAccount(ctx: Ctx, db: Db, check: Check) {
  const place = { tenantId: ctx.tenant.id, cloudAccountId: check.cloudAccountId };
  const account = await db.cloudAccount.findFirstOrThrow({
    where: { tenantId: ctx.tenant.id, id: check.cloudAccountId },
  });
  const { billTimeZone, costLagHours } = billingOf(account.provider, ctx);
  const lag = { timeZone: billTimeZone, lagHours: costLagHours[1] };
  const cloudTime = check.cloudTime ?? ctx.now();
  const today = dayOf(cloudTime, billTimeZone);
  const days = await dayTotals(db, place, reachOf(today, check.deep));
  const chosen = days.map((d) => ({ day: d.day, source: effectiveSource(d.day, d, cloudTime, lag) }));
  await setEffective(db, place, chosen);
  const totals = await countedTotals(db, place);
  const { more } = await settleSpending(within(ctx, db), totals, { checkId: check.id });
  const complete = chosen
    .filter((c) => c.source === 'split' || isSettled(c.day, cloudTime, lag))
    .map((c) => c.day);
  await tellUnattributed(
    ctx,
    db,
    account,
    recentDays(today).filter((day) => complete.includes(day)),
  );
  return { subAccountIds: totals.map((t) => t.subAccountId), more };
}

/** Days that are complete only: the early bill often names a project later. */
async function tellUnattributed(
  ctx: Ctx,
  db: Db,
  account: { id: string; name: string },
  days: readonly string[],
) {
  const bound = parseAmount(await settingOf(within(ctx, db), 'spending.unattributedAlertAbove'));
  const place = { tenantId: ctx.tenant.id, cloudAccountId: account.id };
  for (const { day, amount } of await unattributedDays(db, place, days, bound.ok ? bound.value : 0n)) {
    await raiseAlert(within(ctx, db), {
      type: 'unattributed_spending',
      severity: 'warning',
      dedupeKey: `unattributed:${account.id}:${day}`,
      cloudAccountId: account.id,
      details: {
        day,
        amount: formatAmount(amount),
        currency: ctx.tenant.currency,
        cloudAccount: account.name,
      },
    });
  }
}

/** Alerts that did not fit into the settling transaction follow in portions of their own. */
async function raiseRest(ctx: Ctx, subAccountIds: readonly string[], more: boolean) {
  let left = more;
  while (left) left = (await raiseDueSteps(ctx, subAccountIds)).more;
}
