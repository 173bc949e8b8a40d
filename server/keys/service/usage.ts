/** How much a key was used, day by day, and how far its month's limit has been used up. */
import { AppError } from '#lib/errors.ts';
import { addDays, dateOfDay, dayOf, daysBetween, periodOf } from '#lib/periods.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { KeyUsageInput } from '#server/keys/schema.ts';
import { keyRow } from './present.ts';

const DAYS = 30;
export const USAGE_KEPT_DAYS = 400;

/** Every day of the range, the unused ones with zeros. */
export async function getKeyUsage(ctx: Ctx, { keyId, ...asked }: KeyUsageInput) {
  const { timeZone } = ctx.tenant;
  const to = asked.to ?? dayOf(ctx.now(), timeZone);
  const from = asked.from ?? addDays(to, 1 - DAYS);
  const length = daysBetween(from, to) + 1;
  if (length < 1 || length > USAGE_KEPT_DAYS) {
    const fields = [{ path: 'from', message: 'usage_range' }];
    throw new AppError('invalid_input', 'usage_range', { fields });
  }
  return access(ctx, 'key:read', async (db) => {
    const { perMonth } = await keyRow(db, ctx, keyId);
    const month = periodOf('month', ctx.now(), timeZone);
    const used = await usedOn(db, ctx, keyId, { from, to });
    const days = Array.from({ length }, (_, index) => addDays(from, index));
    const inMonth = await usedOn(db, ctx, keyId, { from: month.firstDay, to: month.lastDay });
    const requests = [...inMonth.values()].reduce((sum, day) => sum + day.requests - day.refused, 0);
    return {
      days: days.map((day) => ({ day, ...(used.get(day) ?? none) })),
      month: { month: month.key, requests, limit: perMonth, endsAt: month.end },
    };
  });
}

const none = { requests: 0, succeeded: 0, clientErrors: 0, serverErrors: 0, refused: 0 };
type Used = typeof none;

async function usedOn(db: Db, ctx: Ctx, keyId: string, { from, to }: { from: string; to: string }) {
  const rows = await db.apiKeyUsage.findMany({
    where: { tenantId: ctx.tenant.id, keyId, day: { gte: dateOfDay(from), lte: dateOfDay(to) } },
  });
  return new Map(
    rows.map((row): [string, Used] => {
      const [succeeded, clientErrors] = [Number(row.succeeded), Number(row.clientErrors)];
      const [serverErrors, refused] = [Number(row.serverErrors), Number(row.refused)];
      const requests = succeeded + clientErrors + serverErrors + refused;
      return [
        row.day.toISOString().slice(0, 10),
        { requests, succeeded, clientErrors, serverErrors, refused },
      ];
    }),
  );
}
