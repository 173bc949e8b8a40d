/** Spending day by day: split by its largest names, beside the days before, or with each day's largest projects. */
import { addDays, dateOfDay, dayOf } from '#lib/periods.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { readDays, readSums } from '#server/quotas/service/sums.ts';
import { comparedRange, dayRange, everyDay } from '#server/spending/policy.ts';
import type { SpendingDaysInput, SpendingTrendInput } from '#server/spending/schema.ts';
import { type Heading, headings, named, ranking } from './breakdown.ts';
import {
  countedDays,
  countedRecords,
  countedUnder,
  type DayRange,
  namesFew,
  recordsLeft,
  type SpendingFilter,
} from './sources.ts';

const { sql } = Prisma;

/** Every day is there, and its parts and rest add up to it exactly. */
export async function spendingTrend(ctx: Ctx, input: SpendingTrendInput) {
  const days = dayRange(input, dayOf(ctx.now(), ctx.tenant.timeZone));
  const earlier = comparedRange(input);
  const tenantId = ctx.tenant.id;
  return access(ctx, 'spending:read', async (db) => {
    const asked = { filter: input, by: input.by, days, earlier: null, limit: input.top };
    const largest = await ranking(db, tenantId, asked);
    const series = await named(db, tenantId, input.by, largest);
    const ids = largest.map((l) => l.id);
    const parts = await partsByDay(db, tenantId, { ...asked, ids });
    const totals = await totalsByDay(db, tenantId, input, days);
    const before = earlier ? await totalsByDay(db, tenantId, input, earlier) : null;
    const amountOf = new Map(parts.map(({ day, id, amount }) => [`${day} ${id}`, amount]));
    const all = (amounts: Iterable<bigint>) => [...amounts].reduce((sum, amount) => sum + amount, 0n);
    return {
      currency: ctx.tenant.currency,
      ...days,
      series,
      rest: {
        count: (largest[0]?.names ?? 0) - largest.length,
        amount: all(totals.values()) - all(amountOf.values()),
      },
      days: everyDay(days.from, days.to).map((day, index) => {
        const own = ids.map((id) => amountOf.get(`${day} ${id}`) ?? 0n);
        const amount = totals.get(day) ?? 0n;
        const twin = earlier ? addDays(earlier.from, index) : '';
        return {
          day: dateOfDay(day),
          amount,
          parts: own,
          rest: amount - all(own),
          before: before && earlier && twin <= earlier.to ? (before.get(twin) ?? 0n) : null,
        };
      }),
    };
  });
}

type Asked = { filter: SpendingFilter; by: Heading; days: DayRange; ids: readonly string[] };

/** Per day and name. */
function partsByDay(db: Db, tenantId: string, { filter, by, days, ids }: Asked) {
  const source =
    by === 'project' || by === 'subAccount'
      ? countedUnder(tenantId, by, ids, filter, days)
      : sql`select day, ${headings[by]} as id, amount from (${countedDays(tenantId, filter, days)}) counted
          where ${headings[by]} = any(${[...ids]}::text[])`;
  const query = sql`select day::text, id, sum(amount)::bigint as amount from (${source}) parts group by day, id`;
  return readSums<{ day: string; id: string; amount: bigint }>(db, tenantId, query);
}

async function totalsByDay(db: Db, tenantId: string, filter: SpendingFilter, days: DayRange) {
  const rows = await db.$queryRaw<{ day: string; amount: bigint }[]>`
    select day::text, sum(amount)::bigint as amount
    from (${countedDays(tenantId, filter, days)}) counted group by day`;
  return new Map(rows.map(({ day, amount }) => [day, amount]));
}

type Figures = { day: string; amount: bigint; unattributed: bigint; rows: number };
type Projects = { day: string; projectCount: number; projects: { name: string; amount: string }[] };

/** Every day with its largest projects; a day that nothing was billed for has no rows. */
export async function spendingDays(ctx: Ctx, { top, ...input }: SpendingDaysInput) {
  const days = dayRange(input, dayOf(ctx.now(), ctx.tenant.timeZone));
  const tenantId = ctx.tenant.id;
  return access(ctx, 'spending:read', async (db) => {
    const query = sql`
      select day::text, sum(amount)::bigint as amount, sum(rows)::int as rows,
        coalesce(sum(amount) filter (where sub_account_id is null), 0)::bigint as unattributed
      from (${countedDays(tenantId, input, days)}) counted group by day`;
    const figures = new Map((await readSums<Figures>(db, tenantId, query)).map((row) => [row.day, row]));
    const isFew = namesFew(input) || input.unattributed === true;
    const projects = isFew
      ? new Map(
          (await readSums<Projects>(db, tenantId, projectsOfFew(tenantId, input, days, top))).map((row) => [
            row.day,
            row,
          ]),
        )
      : await readDays<Projects>(db, tenantId, days, (wanted) => projectsOn(tenantId, input, wanted, top));
    return {
      currency: ctx.tenant.currency,
      ...days,
      days: everyDay(days.from, days.to).map((day) => {
        const { amount = 0n, unattributed = 0n, rows = 0 } = figures.get(day) ?? {};
        const largest = projects.get(day);
        return {
          ...{ day: dateOfDay(day), amount, unattributed, rows },
          projectCount: largest?.projectCount ?? 0,
          projects: (largest?.projects ?? []).map(({ name, amount }) => ({ name, amount: BigInt(amount) })),
        };
      }),
    };
  });
}

const largestOf = (top: number) => sql`
  coalesce(jsonb_agg(jsonb_build_object('name', project, 'amount', amount::text) order by place)
    filter (where place <= ${top}), '[]') as projects`;

/** Days with their projects where the filters leave few records. */
const projectsOfFew = (tenantId: string, filter: SpendingFilter, days: DayRange, top: number) => sql`
  select day::text, count(*)::int as "projectCount", ${largestOf(top)}
  from (
    select day, project, sum(amount) as amount,
      row_number() over (partition by day order by sum(amount) desc, project) as place
    from (${countedRecords(tenantId, filter, days, 'few')}) counted group by day, project
  ) projects group by day`;

/** The same for many: each day is added up by itself, so that none but its largest projects have to be sorted. */
const projectsOn = (tenantId: string, filter: SpendingFilter, days: readonly string[], top: number) => sql`
  select wanted.day, projects.*
  from unnest(${[...days]}::text[]) wanted (day) cross join lateral (
    select coalesce(max(names), 0)::int as "projectCount", ${largestOf(top)}
    from (
      select project, sum(amount) as amount, count(*) over () as names,
        row_number() over (order by sum(amount) desc, project) as place
      from spending_record r where ${recordsLeft(tenantId, filter)} and r.day = wanted.day::date
      group by project order by place limit ${Math.max(1, top)}
    ) largest
  ) projects`;
