/** Slices of what is kept added up: a day, a month, or a cloud account's totals, each beside what it is made of. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';

const { sql } = Prisma;

/** `2026-11-20`, `2026-11`, or the id of a cloud account: in this order they come one after the other. */
export type Slice = { tenantId: string; slice: string };

/** How many parts of a slice differ, and what they sum up to in the totals and in what they are made of. */
export type Difference = { parts: number; kept: bigint; counted: bigint };

/** The first tenant behind another one. */
export async function tenantAfter(tx: Tx, tenantId: string): Promise<string | null> {
  const next = await tx.tenant.findFirst({
    where: { id: { gt: tenantId } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return next?.id ?? null;
}

/** A tenant's slices behind another one, whether they are in the totals, in the records or in both. */
export async function slicesAfter(tx: Tx, { tenantId, slice }: Slice, limit: number): Promise<string[]> {
  // From one day to the next by the index, however many records are on it.
  const behind = (day: Prisma.Sql) => sql`least(
    (select min(d.day) from spending_day d where d.tenant_id = ${tenantId} and d.day > ${day}),
    (select min(r.day) from spending_record r
      where r.tenant_id = ${tenantId} and r.day > ${day} and r.effective and r.rows > 0))`;
  const rows = await tx.$queryRaw<{ slice: string }[]>`
    with recursive days as (
      select ${behind(sql`'-infinity'::date`)} as day
      union all select ${behind(sql`days.day`)} from days where days.day is not null
    ), months as (
      select min(m.month) as month from spending_month m where m.tenant_id = ${tenantId}
      union all
      select (select min(m.month) from spending_month m where m.tenant_id = ${tenantId} and m.month > months.month)
      from months where months.month is not null
    )
    select slice from (
      select day::text as slice from days where day is not null
      union select to_char(day, 'YYYY-MM') from days where day is not null
      union select to_char(month, 'YYYY-MM') from months where month is not null
      union select id from cloud_account where tenant_id = ${tenantId}
    ) slices where slice collate "C" > ${slice} order by slice collate "C" limit ${limit}`;
  return rows.map((row) => row.slice);
}

type Kind = 'day' | 'month' | 'total';

const kindOf = (slice: string): Kind =>
  /^\d{4}-\d\d-\d\d$/.test(slice) ? 'day' : /^\d{4}-\d\d$/.test(slice) ? 'month' : 'total';

const whose = sql`from spending_record r
  left join counted_project p on p.tenant_id = r.tenant_id and p.cloud_account_id = r.cloud_account_id
    and p.project = r.project and r.day between p.first_day and p.last_day`;
const counts = sql`r.effective and r.rows > 0`;

/** Where a slice is kept, by which columns, and what its rows are made of. A total is made of months, which are slices too. */
const kinds: Record<
  Kind,
  (slice: Slice) => { table: Prisma.Sql; own: Prisma.Sql; key: Prisma.Sql; made: Prisma.Sql }
> = {
  day: ({ tenantId, slice }) => ({
    table: sql`spending_day`,
    own: sql`tenant_id = ${tenantId} and day = ${slice}::date`,
    key: sql`cloud_account_id, product, kind`,
    made: sql`
      select r.tenant_id, r.day, r.cloud_account_id, r.product, spending_kind_of(p.sub_account_id, r.project) as kind,
        sum(r.amount)::bigint as amount, sum(r.rows)::bigint as rows
      ${whose} where r.tenant_id = ${tenantId} and r.day = ${slice}::date and ${counts} group by 1, 2, 3, 4, 5`,
  }),
  month: ({ tenantId, slice }) => ({
    table: sql`spending_month`,
    own: sql`tenant_id = ${tenantId} and month = ${`${slice}-01`}::date`,
    key: sql`cloud_account_id, project, sub_account_id`,
    made: sql`
      select r.tenant_id, ${`${slice}-01`}::date as month, r.cloud_account_id, r.project,
        coalesce(p.sub_account_id, '') as sub_account_id, sum(r.amount)::bigint as amount, sum(r.rows)::bigint as rows
      ${whose} where r.tenant_id = ${tenantId} and ${counts}
        and r.day >= ${`${slice}-01`}::date and r.day < ${`${slice}-01`}::date + interval '1 month' group by 1, 2, 3, 4, 5`,
  }),
  total: ({ tenantId, slice }) => ({
    table: sql`spending_total`,
    own: sql`tenant_id = ${tenantId} and cloud_account_id = ${slice}`,
    key: sql`sub_account_id`,
    made: sql`
      select m.tenant_id, m.cloud_account_id, m.sub_account_id, sum(m.amount)::bigint as amount
      from spending_month m
      where m.tenant_id = ${tenantId} and m.cloud_account_id = ${slice} and m.sub_account_id <> ''
      group by 1, 2, 3 having sum(m.amount) <> 0`,
  }),
};

const figures = (slice: string) => (kindOf(slice) === 'total' ? sql`amount` : sql`amount, rows`);

/** Null where the totals are what the records say. In one statement, so that nothing comes in between. */
export async function differenceIn(tx: Tx, slice: Slice): Promise<Difference | null> {
  const { table, own, key, made } = kinds[kindOf(slice.slice)](slice);
  const values = figures(slice.slice);
  const [found] = await tx.$queryRaw<Difference[]>`
    with made as (${made}),
    kept as (select ${key}, ${values} from ${table} where ${own} and (${values}) is distinct from (${zero(slice.slice)})),
    missing as (select ${key}, ${values} from made except all select ${key}, ${values} from kept),
    wrong as (select ${key}, ${values} from kept except all select ${key}, ${values} from made)
    select count(distinct (${key}))::int as parts, coalesce(sum(amount) filter (where side = 'kept'), 0)::bigint as kept,
      coalesce(sum(amount) filter (where side = 'counted'), 0)::bigint as counted
    from (select 'counted' as side, * from missing union all select 'kept', * from wrong) differing`;
  return found && found.parts > 0 ? found : null;
}

const zero = (slice: string) => (kindOf(slice) === 'total' ? sql`0` : sql`0, 0`);

/** Makes a slice what the records say. The caller holds back whoever else changes them. */
export async function rebuildSlice(tx: Tx, slice: Slice): Promise<void> {
  const { table, own, made } = kinds[kindOf(slice.slice)](slice);
  await tx.$executeRaw`delete from ${table} where ${own}`;
  await tx.$executeRaw`insert into ${table} ${made}`;
}

/** Waits for whoever is changing spending of a tenant, and holds back whoever would begin. */
export async function holdSpending(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`
    select begin_spending_change(array(select id from cloud_account where tenant_id = ${tenantId}))`;
}
