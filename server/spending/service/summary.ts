/** The tenant's spending at a glance: this month beside the last, what belongs to nobody, and how old it all is. */
import { addDays, addMonths, dateOfDay, dayOf, lastDayOfMonth, monthOf } from '#lib/periods.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { readFreshness } from '#server/quotas/service/freshness.ts';
import { readSums } from '#server/quotas/service/sums.ts';
import { settingOf } from '#server/settings/service.ts';
import { everyDay, lastDueAt } from '#server/spending/policy.ts';
import { runningChecks } from '#server/spending/queries.ts';
import type { SpendingSummaryInput } from '#server/spending/schema.ts';
import { subAccountNames } from './names.ts';
import { countedMonths } from './sources.ts';

/** Projects named in the summary; the list has them all. */
const TOP_PROJECTS = 50;

type Months = { first: string; thisMonth: string; today: string };

export async function spendingSummary(ctx: Ctx, { cloudAccountId }: SpendingSummaryInput) {
  return access(ctx, 'spending:read', async (db) => {
    const today = dayOf(ctx.now(), ctx.tenant.timeZone);
    const month = monthOf(today);
    const lastMonth = addMonths(month, -1);
    const months = { first: `${lastMonth}-01`, thisMonth: `${month}-01`, today: lastDayOfMonth(month) };
    const groups = await groupsOf(db, ctx.tenant.id, months, cloudAccountId);
    const days = new Map(groups.flatMap((g) => (g.day ? [[g.day, g] as const] : [])));
    const sameDay = addDays(months.first, Number(today.slice(8)) - 1);
    const sum = (from: string, through: string) =>
      [...days.values()].reduce(
        (all, d) => (d.day && d.day >= from && d.day <= through ? all + d.amount : all),
        0n,
      );
    const ofMonth = [...days.values()].filter((d) => d.day && d.day >= months.thisMonth);
    const add = (pick: (g: Group) => bigint) => ofMonth.reduce((all, g) => all + pick(g), 0n);
    const perAccount = new Map(
      groups.flatMap((g) => (g.cloudAccountId ? [[g.cloudAccountId, g.thisMonth] as const] : [])),
    );
    return {
      currency: ctx.tenant.currency,
      month,
      thisMonth: sum(months.thisMonth, months.today),
      lastMonth: sum(months.first, lastDayOfMonth(lastMonth)),
      lastMonthToDate: sum(months.first, sameDay < months.thisMonth ? sameDay : lastDayOfMonth(lastMonth)),
      unattributed: {
        total: add((g) => g.unnamed + g.ofDefault + g.unmanaged),
        unnamed: add((g) => g.unnamed),
        default: add((g) => g.ofDefault),
        unmanaged: add((g) => g.unmanaged),
      },
      byDay: everyDay(months.first, today).map((day) => {
        const known = days.get(day);
        const unattributed = known ? known.unnamed + known.ofDefault + known.unmanaged : 0n;
        return { day: dateOfDay(day), amount: known?.amount ?? 0n, unattributed };
      }),
      byProduct: groups
        .flatMap((g) =>
          g.product !== null && g.thisMonth !== 0n ? [{ name: g.product, amount: g.thisMonth }] : [],
        )
        .sort((a, b) => (a.amount < b.amount ? 1 : -1)),
      byProject: await topProjects(ctx, db, months, cloudAccountId),
      cloudAccounts: await cloudAccounts(ctx, db, cloudAccountId, perAccount),
    };
  });
}

type Group = {
  day: string | null;
  product: string | null;
  cloudAccountId: string | null;
  amount: bigint;
  thisMonth: bigint;
  unnamed: bigint;
  ofDefault: bigint;
  unmanaged: bigint;
};

const ofAccount = (id: string | undefined) =>
  id ? Prisma.sql`and r.cloud_account_id = ${id}` : Prisma.empty;

/** Sums per day, per product and per cloud account over two months, from what the database keeps added up. */
function groupsOf(db: Db, tenantId: string, months: Months, cloudAccountId: string | undefined) {
  return db.$queryRaw<Group[]>`
    select day::text, product, cloud_account_id as "cloudAccountId", sum(amount)::bigint as amount,
      coalesce(sum(amount) filter (where day >= ${months.thisMonth}::date), 0)::bigint as "thisMonth",
      coalesce(sum(amount) filter (where kind = 'unnamed'), 0)::bigint as unnamed,
      coalesce(sum(amount) filter (where kind = 'default'), 0)::bigint as "ofDefault",
      coalesce(sum(amount) filter (where kind = 'unmanaged'), 0)::bigint as unmanaged
    from spending_day r
    where tenant_id = ${tenantId} and day between ${months.first}::date and ${months.today}::date ${ofAccount(cloudAccountId)}
    group by grouping sets ((day), (product), (cloud_account_id))`;
}

/** The largest projects of this month, each with whom it counts for. */
async function topProjects(ctx: Ctx, db: Db, months: Months, cloudAccountId: string | undefined) {
  const tenantId = ctx.tenant.id;
  const days = { from: months.thisMonth, to: months.today };
  const query = Prisma.sql`
    select project as name, sub_account_id as "subAccountId", sum(amount)::bigint as amount
    from (${countedMonths(tenantId, { cloudAccountId }, days)}) counted
    group by project, sub_account_id having sum(amount) <> 0 order by amount desc, project limit ${TOP_PROJECTS}`;
  type Top = { name: string; subAccountId: string | null; amount: bigint };
  const rows = await readSums<Top>(db, tenantId, query);
  const names = await subAccountNames(
    db,
    tenantId,
    rows.map((row) => row.subAccountId),
  );
  return rows.map((row) => ({ ...row, subAccountName: names.get(row.subAccountId ?? '') ?? null }));
}

async function cloudAccounts(
  ctx: Ctx,
  db: Db,
  id: string | undefined,
  perAccount: ReadonlyMap<string, bigint>,
) {
  const rows = await db.cloudAccount.findMany({
    where: { tenantId: ctx.tenant.id, disconnectedAt: null, ...(id && { id }) },
    orderBy: { id: 'asc' },
  });
  const running = await runningChecks(db, ctx.tenant.id);
  const fresh = await readFreshness(db, ctx, rows);
  const minutes = await settingOf(within(ctx, db), 'spending.checkIntervalMinutes');
  return rows.map((row) => ({
    cloudAccountId: row.id,
    name: row.name,
    status: row.status,
    thisMonth: perAccount.get(row.id) ?? 0n,
    freshness: fresh.get(row.id) ?? { source: null, completeThrough: null, lagHours: null, checkedAt: null },
    nextCheckAt: new Date(lastDueAt(row.id, minutes, ctx.now()).getTime() + minutes * 60_000),
    runningCheckId: running.get(row.id) ?? null,
  }));
}
