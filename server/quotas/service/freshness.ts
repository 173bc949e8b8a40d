/** How old what is known about a cloud account's spending is; shown beside every number that comes from its bill. */
import { addDays, dayOf } from '#lib/periods.ts';
import { availableProviders, providerOf } from '#server/clouds/providers.ts';
import type { Tx } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { freshness } from '#server/quotas/policy.ts';
import { splitThrough } from '#server/quotas/queries.ts';

export type Freshness = ReturnType<typeof freshness>;
export type Billing = { billTimeZone: string; costLagHours: readonly [number, number] };

/** A provider that was switched off leaves its numbers behind; they are then read in the tenant's calendar. */
export function billingOf(provider: string, ctx: Ctx): Billing {
  const known = availableProviders(ctx.now).some((id) => id === provider);
  return known
    ? providerOf(provider, ctx.now).capabilities
    : { billTimeZone: ctx.tenant.timeZone, costLagHours: [24, 60] };
}

type Account = { id: string; provider: string; checkedAt: Date | null };

/** Freshness by cloud account. */
export async function readFreshness(
  db: Tx,
  ctx: Ctx,
  accounts: readonly Account[],
): Promise<Map<string, Freshness>> {
  const ids = accounts.map((a) => a.id);
  // The split bill lags by days, not by weeks; older days say nothing about now.
  const through = await splitThrough(db, ctx.tenant.id, ids, addDays(dayOf(ctx.now(), 'UTC'), -10));
  return new Map(
    accounts.map(({ id, provider, checkedAt }) => {
      const seen = { checkedAt, splitThrough: through.get(id) ?? null };
      return [id, freshness(seen, billingOf(provider, ctx), ctx.now())];
    }),
  );
}
