/** What one sub-account spends, by project, product and day. */
import { notFound } from '#lib/errors.ts';
import { dateOfDay, dayOf } from '#lib/periods.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { readFreshness } from '#server/quotas/service/freshness.ts';
import { dayRange, everyDay } from '#server/spending/policy.ts';
import type { SubAccountSpendingInput } from '#server/spending/schema.ts';

type Where = { tenantId: string; subAccountId: string; from: string; to: string };

export async function subAccountSpending(ctx: Ctx, { subAccountId, ...asked }: SubAccountSpendingInput) {
  const { from, to } = dayRange(asked, dayOf(ctx.now(), ctx.tenant.timeZone));
  const where = { tenantId: ctx.tenant.id, subAccountId, from, to };
  return access(ctx, 'spending:read', async (db) => {
    const account = await db.subAccount.findFirst({
      where: { tenantId: ctx.tenant.id, id: subAccountId },
      include: { cloudAccount: { select: { id: true, provider: true, checkedAt: true } } },
    });
    if (!account) throw notFound('sub-account');
    const { before, allTime, perDay } = await days(db, where);
    let cumulative = before;
    const byDay = everyDay(from, to).map((day) => {
      const amount = perDay.get(day) ?? 0n;
      cumulative += amount;
      return { day: dateOfDay(day), amount, cumulative };
    });
    const fresh = (await readFreshness(db, ctx, [account.cloudAccount])).get(account.cloudAccountId);
    return {
      subAccountId,
      currency: ctx.tenant.currency,
      from,
      to,
      total: cumulative - before,
      allTime,
      byProject: await projects(db, where),
      byProduct: await products(db, where),
      byDay,
      epochs: await db.bucket.findMany({
        where: { tenantId: ctx.tenant.id, subAccountId },
        orderBy: { epoch: 'asc' },
        select: { startsAt: true, granted: true },
      }),
      freshness: fresh ?? { source: null, completeThrough: null, lagHours: null, checkedAt: null },
    };
  });
}

/** Per day of the range; everything before it as one sum. */
async function days(db: Db, { tenantId, subAccountId, from, to }: Where) {
  const rows = await db.$queryRaw<{ day: string | null; amount: bigint; later: bigint }[]>`
    select day::text, amount, later from (
      select case when day between ${from}::date and ${to}::date then day end as day,
        coalesce(sum(amount) filter (where day <= ${to}::date), 0)::bigint as amount,
        coalesce(sum(amount) filter (where day > ${to}::date), 0)::bigint as later
      from counted_spending where tenant_id = ${tenantId} and sub_account_id = ${subAccountId} group by 1
    ) t`;
  const outside = rows.find((r) => r.day === null);
  const perDay = new Map(rows.flatMap((r) => (r.day === null ? [] : [[r.day, r.amount] as const])));
  const allTime = rows.reduce((all, r) => all + r.amount + r.later, 0n);
  return { before: outside?.amount ?? 0n, allTime, perDay };
}

/** Every project it has or had; one that is not monitored shows its spending, which does not count. */
function projects(db: Db, { tenantId, subAccountId, from, to }: Where) {
  type Project = {
    project: string;
    amount: bigint;
    monitored: boolean;
    removed: boolean;
    countedFrom: Date;
    countedThrough: Date | null;
  };
  return db.$queryRaw<Project[]>`
    select l.project_name as project, coalesce(sum(r.amount), 0)::bigint as amount, l.monitored,
      l.removed_at is not null as removed, l.counted_from as "countedFrom", l.counted_through as "countedThrough"
    from sub_account_project l
    left join spending_record r on r.tenant_id = l.tenant_id and r.cloud_account_id = l.cloud_account_id
      and r.project = l.project_name and r.effective and r.day between ${from}::date and ${to}::date
      and r.day >= l.counted_from and (l.counted_through is null or r.day <= l.counted_through)
    where l.tenant_id = ${tenantId} and l.sub_account_id = ${subAccountId}
    group by l.id, l.project_name, l.monitored, l.removed_at, l.counted_from, l.counted_through
    order by amount desc, project, l.id`;
}

function products(db: Db, { tenantId, subAccountId, from, to }: Where) {
  return db.$queryRaw<{ name: string; amount: bigint }[]>`
    select product as name, sum(amount)::bigint as amount from counted_spending
    where tenant_id = ${tenantId} and sub_account_id = ${subAccountId}
      and day between ${from}::date and ${to}::date
    group by product having sum(amount) <> 0 order by amount desc, product`;
}
