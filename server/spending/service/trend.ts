/** Spending day by day: split by its largest names, beside the days before, or with each day's largest projects. */
import { addDays, dateOfDay, dayOf } from '#lib/periods.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { comparedRange, dayRange, everyDay } from '#server/spending/policy.ts';
import { countedDays, countedRecords, type DayRange, type SpendingFilter } from '#server/spending/queries.ts';
import type { SpendingDaysInput, SpendingTrendInput } from '#server/spending/schema.ts';
import { type Heading, headings, named, ranking, sourceOf } from './breakdown.ts';
import { readSums } from './sums.ts';

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
    const before = earlier ? await totalsByDay(db, tenantId, input, earlier) : null;
    const amountOf = new Map(parts.map(({ day, id, amount }) => [`${day} ${id ?? '\u0000'}`, amount]));
    return {
      currency: ctx.tenant.currency,
      ...days,
      series,
      rest: {
        count: (largest[0]?.names ?? 0) - largest.length,
        amount: parts.reduce((sum, { id, amount }) => (id === null ? sum + amount : sum), 0n),
      },
      days: everyDay(days.from, days.to).map((day, index) => {
        const own = ids.map((id) => amountOf.get(`${day} ${id}`) ?? 0n);
        const rest = amountOf.get(`${day} \u0000`) ?? 0n;
        const twin = earlier ? addDays(earlier.from, index) : '';
        return {
          day: dateOfDay(day),
          amount: own.reduce((sum, amount) => sum + amount, rest),
          parts: own,
          rest,
          before: before && earlier && twin <= earlier.to ? (before.get(twin) ?? 0n) : null,
        };
      }),
    };
  });
}

type Asked = { filter: SpendingFilter; by: Heading; days: DayRange; ids: readonly string[] };

/** Per day and name; what is none of the names is one sum a day, under null. */
function partsByDay(db: Db, tenantId: string, { filter, by, days, ids }: Asked) {
  const id = Prisma.sql`case when ${headings[by]} = any(${[...ids]}::text[]) then ${headings[by]} end`;
  const query = Prisma.sql`
    select day::text, ${id} as id, sum(amount)::bigint as amount
    from (${sourceOf(by, tenantId, filter, [days])}) counted group by day, 2`;
  return readSums<{ day: string; id: string | null; amount: bigint }>(db, tenantId, query);
}

async function totalsByDay(db: Db, tenantId: string, filter: SpendingFilter, days: DayRange) {
  const rows = await db.$queryRaw<{ day: string; amount: bigint }[]>`
    select day::text, sum(amount)::bigint as amount
    from (${countedDays(tenantId, filter, [days])}) counted group by day`;
  return new Map(rows.map(({ day, amount }) => [day, amount]));
}

type Day = {
  day: string;
  amount: bigint;
  unattributed: bigint;
  rows: number;
  projectCount: number;
  projects: { name: string; amount: string }[];
};

/** Every day with its largest projects; a day that nothing was billed for has no rows. */
export async function spendingDays(ctx: Ctx, input: SpendingDaysInput) {
  const days = dayRange(input, dayOf(ctx.now(), ctx.tenant.timeZone));
  return access(ctx, 'spending:read', async (db) => {
    const query = Prisma.sql`
      select day::text, sum(amount)::bigint as amount, sum(unattributed)::bigint as unattributed, sum(rows)::int as rows,
        count(*)::int as "projectCount",
        coalesce(jsonb_agg(jsonb_build_object('name', project, 'amount', amount::text) order by place)
          filter (where place <= ${input.top}), '[]') as projects
      from (
        select day, project, sum(amount) as amount, sum(rows) as rows,
          coalesce(sum(amount) filter (where sub_account_id is null), 0) as unattributed,
          row_number() over (partition by day order by sum(amount) desc, project) as place
        from (${countedRecords(ctx.tenant.id, input, [days], 'many')}) counted group by day, project
      ) projects group by day`;
    const rows = await readSums<Day>(db, ctx.tenant.id, query);
    const found = new Map(rows.map((row) => [row.day, row]));
    return {
      currency: ctx.tenant.currency,
      ...days,
      days: everyDay(days.from, days.to).map((day) => {
        const known = found.get(day);
        return {
          day: dateOfDay(day),
          amount: known?.amount ?? 0n,
          unattributed: known?.unattributed ?? 0n,
          rows: known?.rows ?? 0,
          projectCount: known?.projectCount ?? 0,
          projects: (known?.projects ?? []).map(({ name, amount }) => ({ name, amount: BigInt(amount) })),
        };
      }),
    };
  });
}
