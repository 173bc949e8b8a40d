/** The sub-account behind a project, and the cloud's calendar: what both this slice and those above it ask first. */
import { notFound } from '#lib/errors.ts';
import type { Cloud } from '#server/clouds/provider.ts';
import { providerOf } from '#server/clouds/providers.ts';
import type { Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { type Allowed, assertChangeable, billingDay } from '#server/projects/policy.ts';

/** Today in the calendar and by the clock of the cloud, which decide what is on which day's bill. */
export async function cloudDay({ now }: Pick<Ctx, 'now'>, cloud: Cloud, provider: string): Promise<Date> {
  const { cloudTime } = await cloud.identity();
  return billingDay(cloudTime, providerOf(provider, now).capabilities.billTimeZone);
}

/** A sub-account that may be changed now, under a row lock, so that no cut-off begins meanwhile. */
export async function subAccountForChange(db: Db, ctx: Ctx, id: string, allow?: Allowed) {
  const tenantId = ctx.tenant.id;
  await db.$queryRaw`select 1 from sub_account where tenant_id = ${tenantId} and id = ${id} for no key update`;
  const { _count, ...row } = await findSubAccount(db, ctx, id);
  assertChangeable({ ...row, openSagas: _count.sagas }, allow);
  return row;
}

export async function findSubAccount(db: Db, ctx: Ctx, id: string) {
  const row = await db.subAccount.findFirst({
    where: { tenantId: ctx.tenant.id, id, deletedAt: null },
    include: {
      cloudAccount: { select: { id: true, name: true, provider: true } },
      _count: { select: { sagas: { where: { finishedAt: null } } } },
    },
  });
  if (!row) throw notFound('sub-account');
  return row;
}
