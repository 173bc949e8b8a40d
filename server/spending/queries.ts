/** Raw SQL of a check: replacing a slice, choosing the bill that counts per day, and what comes out of it. */
import { Prisma } from '#prisma/generated/client.ts';
import type { BillSource } from '#server/clouds/provider.ts';
import type { Tx } from '#server/core/access.ts';
import type { DayTotal } from './policy.ts';
import type { Aggregate } from './service/aggregate.ts';

export type Place = { tenantId: string; cloudAccountId: string };
export type Days = { from: string; through: string };
type Slice = Days & { source: BillSource; currency: string; checkId: string; at: Date };

/**
 * Makes the records of a slice what the complete answer says: new and changed ones are written, those that are no
 * longer in it become zero. Returns how many changed.
 */
export async function replaceSlice(
  db: Tx,
  { tenantId, cloudAccountId }: Place,
  { source, currency, from, through, checkId, at }: Slice,
  sums: readonly Aggregate[],
): Promise<number> {
  // One JSON text instead of six arrays: the driver would escape every element of them.
  const answer = JSON.stringify(
    sums.map((s) => [s.day, s.project, s.product, String(s.amount), s.amountRaw, s.rows]),
  );
  const written = await db.$executeRaw`
    insert into spending_record as r (tenant_id, cloud_account_id, day, project, product, source, amount, amount_raw,
      currency, rows, effective, check_id, first_seen_at, updated_at)
    select ${tenantId}, ${cloudAccountId}, (e->>0)::date, e->>1, e->>2, ${source}::spending_source, (e->>3)::bigint,
      e->>4, ${currency}, (e->>5)::int, false, ${checkId}, ${at}, ${at}
    from jsonb_array_elements(${answer}::jsonb) e
    on conflict (tenant_id, cloud_account_id, day, project, product, source) do update
      set amount = excluded.amount, amount_raw = excluded.amount_raw, currency = excluded.currency,
        rows = excluded.rows, check_id = excluded.check_id, updated_at = excluded.updated_at
      where (r.amount_raw, r.rows, r.currency) is distinct from (excluded.amount_raw, excluded.rows, excluded.currency)`;
  const emptied = await db.$executeRaw`
    update spending_record r set amount = 0, amount_raw = '0', rows = 0, check_id = ${checkId}, updated_at = ${at}
    where r.tenant_id = ${tenantId} and r.cloud_account_id = ${cloudAccountId} and r.source = ${source}::spending_source
      and r.day between ${from}::date and ${through}::date and r.rows > 0
      and not exists (
        select from jsonb_array_elements(${answer}::jsonb) e
        where (e->>0)::date = r.day and e->>1 = r.project and e->>2 = r.product)`;
  return written + emptied;
}

type DayTotals = { day: string; detail: DayTotal | null; split: DayTotal | null };

/** What each of the two bills says of each day, exactly. */
export async function dayTotals(
  db: Tx,
  { tenantId, cloudAccountId }: Place,
  { from, through }: Days,
): Promise<DayTotals[]> {
  const rows = await db.$queryRaw<{ day: string; source: BillSource; total: string; rows: number }[]>`
    select day::text, source::text, (sum(amount_raw::numeric) * 1e18)::numeric(60, 0)::text as total, sum(rows)::int as rows
    from spending_record
    where tenant_id = ${tenantId} and cloud_account_id = ${cloudAccountId}
      and day between ${from}::date and ${through}::date
    group by day, source`;
  const days = new Map<string, DayTotals>();
  for (const { day, source, total, rows: count } of rows) {
    const known = days.get(day) ?? { day, detail: null, split: null };
    known[source] = { total: BigInt(total), rows: count };
    days.set(day, known);
  }
  return [...days.values()];
}

/** Lets one bill count for each day and the other not. */
export async function setEffective(
  db: Tx,
  { tenantId, cloudAccountId }: Place,
  chosen: readonly { day: string; source: BillSource }[],
): Promise<void> {
  await db.$executeRaw`
    update spending_record r set effective = (r.source = c.source)
    from unnest(${chosen.map((c) => c.day)}::text[]::date[], ${chosen.map((c) => c.source)}::text[]::spending_source[])
      as c (day, source)
    where r.tenant_id = ${tenantId} and r.cloud_account_id = ${cloudAccountId} and r.day = c.day
      and r.effective <> (r.source = c.source)`;
}

/**
 * All that counts against each sub-account with a quota, zero included. It reads the whole account, so the projects' days
 * are worked out once and not for every record.
 */
export async function countedTotals(db: Tx, { tenantId, cloudAccountId }: Place) {
  return db.$queryRaw<{ subAccountId: string; spent: bigint }[]>`
    with owner as materialized (
      select sub_account_id, project, first_day, last_day from counted_project
      where tenant_id = ${tenantId} and cloud_account_id = ${cloudAccountId}
    ), counted as (
      select owner.sub_account_id, sum(r.amount) as amount
      from owner join spending_record r on r.tenant_id = ${tenantId} and r.cloud_account_id = ${cloudAccountId}
        and r.project = owner.project and r.day between owner.first_day and owner.last_day
      where r.effective group by owner.sub_account_id
    )
    select s.id as "subAccountId", coalesce(counted.amount, 0)::bigint as spent
    from bucket b
    join sub_account s on s.tenant_id = b.tenant_id and s.id = b.sub_account_id and s.cloud_account_id = ${cloudAccountId}
    left join counted on counted.sub_account_id = s.id
    where b.tenant_id = ${tenantId} and b.kind = 'quota' and b.ends_at is null`;
}

/** Spending of the given days that counts for nobody, per day, where it is above the bound. */
export async function unattributedDays(
  db: Tx,
  { tenantId, cloudAccountId }: Place,
  days: readonly string[],
  above: bigint,
) {
  return db.$queryRaw<{ day: string; amount: bigint }[]>`
    select r.day::text, sum(r.amount)::bigint as amount
    from spending_record r
    where r.tenant_id = ${tenantId} and r.cloud_account_id = ${cloudAccountId} and r.effective
      and r.day = any(${[...days]}::text[]::date[])
      and not exists (
        select from counted_project p
        where p.tenant_id = r.tenant_id and p.cloud_account_id = r.cloud_account_id and p.project = r.project
          and r.day between p.first_day and p.last_day)
    group by r.day having sum(r.amount) > ${above.toString()}::bigint order by r.day`;
}

export type Scheduled = { tenantId: string; cloudAccountId: string; last: Date | null };

/** Connected cloud accounts of active tenants whose last check, of whatever outcome, began before `before`. */
export async function accountsIdleSince(tx: Tx, before: Date): Promise<Scheduled[]> {
  return tx.$queryRaw<Scheduled[]>`
    select a.tenant_id as "tenantId", a.id as "cloudAccountId", last.started_at as last
    from cloud_account a
    join tenant t on t.id = a.tenant_id and t.status = 'active'
    left join lateral (
      select started_at, state from spending_check c where c.tenant_id = a.tenant_id and c.cloud_account_id = a.id
      order by started_at desc limit 1
    ) last on true
    where a.disconnected_at is null
      and (last.started_at is null or (last.started_at < ${before} and last.state <> 'running'))
    order by a.tenant_id, a.id`;
}

/** Ended checks that began before `before` and have been followed by one that succeeded. */
export async function deleteChecksBefore(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`
    delete from spending_check c
    using (
      select tenant_id, cloud_account_id, max(started_at) as at from spending_check
      where state = 'done' group by tenant_id, cloud_account_id
    ) last
    where c.tenant_id = last.tenant_id and c.cloud_account_id = last.cloud_account_id
      and c.started_at < ${before} and c.started_at < last.at and c.state <> 'running'`;
}

export type SpendingFilter = {
  cloudAccountId?: string | undefined;
  subAccountId?: string | undefined;
  project?: string | undefined;
  product?: string | undefined;
  unattributed?: boolean | undefined;
};
export type DayRange = { from: string; to: string };

/**
 * The effective records that the filters leave, each with the sub-account that it counts for. The owner is looked up per
 * record where few are wanted; for many, all owners are worked out once, behind a fence that the planner respects.
 */
export function countedRecords(
  tenantId: string,
  filter: SpendingFilter,
  ranges: readonly DayRange[],
  ownerOf: 'few' | 'many',
): Prisma.Sql {
  const { sql, join } = Prisma;
  const { cloudAccountId, subAccountId, project, product, unattributed } = filter;
  const where = [
    sql`r.tenant_id = ${tenantId}`,
    inRanges(sql`r.day`, ranges),
    sql`r.effective and r.rows > 0`,
    ...(cloudAccountId ? [sql`r.cloud_account_id = ${cloudAccountId}`] : []),
    ...(subAccountId ? [sql`p.sub_account_id = ${subAccountId}`] : []),
    ...(project !== undefined ? [sql`r.project = ${project}`] : []),
    ...(product !== undefined ? [sql`r.product = ${product}`] : []),
    ...(unattributed ? [sql`p.sub_account_id is null`] : []),
  ];
  const owners =
    ownerOf === 'few' || subAccountId || project !== undefined
      ? sql`counted_project`
      : sql`(select * from counted_project where tenant_id = ${tenantId} offset 0)`;
  return sql`
    select r.day, r.cloud_account_id, r.project, r.product, r.source, r.amount, r.rows, p.sub_account_id
    from spending_record r
    left join ${owners} p on p.tenant_id = r.tenant_id and p.cloud_account_id = r.cloud_account_id
      and p.project = r.project and r.day between p.first_day and p.last_day
    where ${join(where, ' and ')}`;
}

/** What any range holds; the bound around them all is what an index can be searched by. */
function inRanges(day: Prisma.Sql, ranges: readonly DayRange[]): Prisma.Sql {
  const { sql, join } = Prisma;
  const from = ranges.map((r) => r.from).sort()[0];
  const to = ranges
    .map((r) => r.to)
    .sort()
    .at(-1);
  const each = ranges.map((r) => sql`${day} between ${r.from}::date and ${r.to}::date`);
  return sql`${day} between ${from}::date and ${to}::date and (${join(each, ' or ')})`;
}

/**
 * The same for figures that name no projects and no sub-accounts: the database keeps them added up per day, cloud account
 * and product. Where a filter names one, it is the records.
 */
export function countedDays(
  tenantId: string,
  filter: SpendingFilter,
  ranges: readonly DayRange[],
): Prisma.Sql {
  const { sql, join } = Prisma;
  const { cloudAccountId, subAccountId, project, product, unattributed } = filter;
  if (subAccountId || project !== undefined) return countedRecords(tenantId, filter, ranges, 'many');
  const where = [
    sql`d.tenant_id = ${tenantId}`,
    inRanges(sql`d.day`, ranges),
    sql`d.rows > 0`,
    ...(cloudAccountId ? [sql`d.cloud_account_id = ${cloudAccountId}`] : []),
    ...(product !== undefined ? [sql`d.product = ${product}`] : []),
    ...(unattributed ? [sql`d.kind <> 'owned'`] : []),
  ];
  return sql`
    select d.day, d.cloud_account_id, d.product, d.amount, d.rows, case when d.kind = 'owned' then '' end as sub_account_id
    from spending_day d where ${join(where, ' and ')}`;
}
