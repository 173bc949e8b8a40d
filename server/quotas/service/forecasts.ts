/** When the quotas of a list of sub-accounts run out, in one read: the forecast column beside a page of them. */
import { addDays, dayOf } from '#lib/periods.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { burnRate, burnWindow, forecast } from '#server/quotas/policy.ts';
import { countsFrom, spentByDay } from '#server/quotas/queries.ts';
import type { ForecastQuotasInput } from '#server/quotas/schema.ts';
import { billingOf } from './freshness.ts';

/** Those without a quota or without burn have no forecast and are left out; so are ids of nobody here. */
export async function forecastQuotas(ctx: Ctx, { subAccountIds }: ForecastQuotasInput) {
  const tenantId = ctx.tenant.id;
  return access(ctx, 'quota:read', async (db) => {
    const accounts = await db.subAccount.findMany({
      where: { tenantId, id: { in: [...new Set(subAccountIds)] }, deletedAt: null },
      select: {
        id: true,
        cloudAccount: { select: { provider: true, checkedAt: true } },
        buckets: { where: { endsAt: null }, take: 1, select: { granted: true, spent: true } },
      },
    });
    const ids = accounts.map((a) => a.id);
    const since = await countsFrom(db, tenantId, ids);
    // Every cloud has its own calendar, so the days that are read reach one further on both sides than any needs.
    const now = dayOf(ctx.now(), 'UTC');
    const days = await spentByDay(db, tenantId, ids, { from: addDays(now, -9), through: addDays(now, 1) });
    const items = accounts.flatMap(({ id, cloudAccount, buckets: [open] }) => {
      const { billTimeZone, costLagHours } = billingOf(cloudAccount.provider, ctx);
      const window = burnWindow(dayOf(ctx.now(), billTimeZone), since.get(id) ?? null);
      if (!open || !window) return [];
      const mine = days.filter((d) => d.subAccountId === id);
      const burn = burnRate(window, new Map(mine.map((d) => [d.day, d.amount])));
      const reading = {
        readAt: cloudAccount.checkedAt ?? ctx.now(),
        now: ctx.now(),
        lagHours: costLagHours[0],
      };
      const ahead = forecast(open, burn, reading);
      return ahead ? [{ subAccountId: id, perDay: burn.perDay, ...ahead }] : [];
    });
    return { items };
  });
}
