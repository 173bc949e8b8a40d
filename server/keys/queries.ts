/** What keys were used for, summed by the database. Days are those of the tenant's calendar. */
import { addDays, dateOfDay, dayOf, monthOf } from '#lib/periods.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';

const RECENT_DAYS = 14;

export type Use = { thisMonth: number; recent: number[] };
export const unused = (): Use => ({ thisMonth: 0, recent: Array<number>(RECENT_DAYS).fill(0) });

/** Of each key the requests on each of the last days, and those let through in this month. */
export async function recentUse(db: Db, ctx: Ctx, keyIds: string[]): Promise<Map<string, Use>> {
  const today = dayOf(ctx.now(), ctx.tenant.timeZone);
  const first = addDays(today, 1 - RECENT_DAYS);
  const monthStart = `${monthOf(today)}-01`;
  const rows = await db.apiKeyUsage.findMany({
    where: {
      tenantId: ctx.tenant.id,
      keyId: { in: keyIds },
      day: { gte: dateOfDay(first < monthStart ? first : monthStart), lte: dateOfDay(today) },
    },
  });
  const uses = new Map(keyIds.map((keyId) => [keyId, unused()]));
  for (const { keyId, day, succeeded, clientErrors, serverErrors, refused } of rows) {
    const use = uses.get(keyId);
    if (!use) continue;
    const passed = Number(succeeded + clientErrors + serverErrors);
    if (day >= dateOfDay(monthStart)) use.thisMonth += passed;
    const place = Math.round((day.getTime() - dateOfDay(first).getTime()) / 86_400_000);
    if (place >= 0) use.recent[place] = passed + Number(refused);
  }
  return uses;
}
