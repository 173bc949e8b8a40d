/** All quotas of a tenant at a glance. */
import { basisPoints } from '#lib/money.ts';
import { dayOf } from '#lib/periods.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { burnRate, burnWindow, forecast } from '#server/quotas/policy.ts';
import { type Burning, fastestBurning, openQuotas, quotaSums } from '#server/quotas/queries.ts';
import type { QuotaOverviewInput } from '#server/quotas/schema.ts';
import { billingOf } from './freshness.ts';
import { readSums } from './sums.ts';

/** The tenant's quotas added up, and which of them run out next. */
export async function quotaOverview(ctx: Ctx, { cloudAccountId, top }: QuotaOverviewInput) {
  return access(ctx, 'quota:read', async (db) => {
    const tenantId = ctx.tenant.id;
    const { mark, ...sums } = await quotaSums(db, tenantId, cloudAccountId);
    const accounts = await db.cloudAccount.findMany({
      where: { tenantId, ...(cloudAccountId && { id: cloudAccountId }) },
      select: { id: true, provider: true, checkedAt: true },
    });
    // Every cloud has its own calendar; the tenant's decides which days the ranking looks at.
    const today = dayOf(ctx.now(), ctx.tenant.timeZone);
    const week = burnWindow(today, '0001-01-01') ?? { from: today, through: today };
    const query = fastestBurning(tenantId, { ...week, cloudAccountId, limit: top });
    const fastest = await readSums<Burning>(db, tenantId, query, mark);
    const ids = fastest.map((each) => each.subAccountId);
    const quotas = await openQuotas(db, tenantId, ids);
    const runsOutNext = fastest.flatMap(({ subAccountId, since, days }) => {
      const own = burnWindow(today, since);
      const quota = quotas.get(subAccountId);
      const account = accounts.find((a) => a.id === quota?.cloudAccountId);
      if (!own || !quota || !account) return [];
      const burn = burnRate(own, new Map(Object.entries(days).map(([day, amount]) => [day, BigInt(amount)])));
      const { costLagHours } = billingOf(account.provider, ctx);
      const reading = { readAt: account.checkedAt ?? ctx.now(), now: ctx.now(), lagHours: costLagHours[0] };
      const ahead = forecast(quota, burn, reading);
      if (!ahead) return [];
      return [{ ...quota, ...ahead, perDay: burn.perDay, shareBp: basisPoints(quota.spent, quota.granted) }];
    });
    return { currency: ctx.tenant.currency, ...sums, runsOutNext };
  });
}
