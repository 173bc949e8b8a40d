/** Raw SQL of the quotas: steps that are due, what counts, and the overview; each one statement for any number of rows. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';

export type DueStep = {
  bucketId: string;
  subAccountId: string;
  cloudAccountId: string;
  userName: string;
  step: number;
  spent: bigint;
  granted: bigint;
  currency: string;
};

/**
 * Steps of open quotas that are reached, were not before the epoch and have not fired in it, highest first. It looks at
 * the present level and not at a change, so a step that was missed once is found the next time.
 */
export async function dueSteps(
  db: Tx,
  tenantId: string,
  input: { defaultSteps: readonly number[]; subAccountIds: readonly string[]; limit: number },
): Promise<DueStep[]> {
  return db.$queryRaw<DueStep[]>`
    select b.id as "bucketId", s.id as "subAccountId", s.cloud_account_id as "cloudAccountId",
      s.user_name as "userName", step, b.spent, b.granted, b.currency
    from bucket b
    join sub_account s on s.tenant_id = b.tenant_id and s.id = b.sub_account_id and s.deleted_at is null
    cross join lateral unnest(
      case when cardinality(s.alert_steps) > 0 then s.alert_steps else ${[...input.defaultSteps]}::int[] end || 100
    ) as step
    where b.tenant_id = ${tenantId} and b.ends_at is null and b.sub_account_id = any(${[...input.subAccountIds]})
      and b.spent > 0 and b.spent::numeric * 100 >= b.granted::numeric * step and step * 100 > b.armed_above
      and not exists (
        select from step_crossing c where c.tenant_id = b.tenant_id and c.bucket_id = b.id and c.step = step.step)
    order by step desc, b.id limit ${input.limit}`;
}

/** Marks steps as fired; returns those that nobody had marked before. */
export async function markFired(db: Tx, tenantId: string, due: readonly DueStep[], at: Date) {
  return db.$queryRaw<{ bucketId: string; step: number }[]>`
    insert into step_crossing (tenant_id, bucket_id, step, at)
    select ${tenantId}, bucket_id, step, ${at}
    from unnest(${due.map((d) => d.bucketId)}::text[], ${due.map((d) => d.step)}::int[]) as due (bucket_id, step)
    order by bucket_id, step
    on conflict do nothing
    returning bucket_id as "bucketId", step`;
}

/** What each sub-account spent per project, most first. */
export async function spentByProject(db: Tx, tenantId: string, subAccountIds: readonly string[]) {
  return db.$queryRaw<{ subAccountId: string; name: string; amount: bigint }[]>`
    select sub_account_id as "subAccountId", project as name, sum(amount)::bigint as amount
    from counted_spending where tenant_id = ${tenantId} and sub_account_id = any(${[...subAccountIds]})
    group by sub_account_id, project having sum(amount) <> 0
    order by sub_account_id, amount desc, project`;
}

/** All that counts against one sub-account so far. */
export async function countedTotal(db: Tx, tenantId: string, subAccountId: string): Promise<bigint> {
  const rows = await db.$queryRaw<{ amount: bigint }[]>`
    select coalesce(sum(amount), 0)::bigint as amount
    from counted_spending where tenant_id = ${tenantId} and sub_account_id = ${subAccountId}`;
  return rows[0]?.amount ?? 0n;
}

export type DayAmount = { subAccountId: string; day: string; amount: bigint };

/** Counted spending per sub-account and billing day, both ends included. */
export async function spentByDay(
  db: Tx,
  tenantId: string,
  subAccountIds: readonly string[],
  { from, through }: { from: string; through: string },
): Promise<DayAmount[]> {
  return db.$queryRaw<DayAmount[]>`
    select sub_account_id as "subAccountId", day::text, sum(amount)::bigint as amount
    from counted_spending
    where tenant_id = ${tenantId} and sub_account_id = any(${[...subAccountIds]})
      and day between ${from}::date and ${through}::date
    group by sub_account_id, day`;
}

/** The first billing day from which each sub-account's monitored projects count; absent without projects. */
export async function countsFrom(db: Tx, tenantId: string, subAccountIds: readonly string[]) {
  const rows = await db.$queryRaw<{ subAccountId: string; day: string }[]>`
    select sub_account_id as "subAccountId", min(counted_from)::text as day from sub_account_project
    where tenant_id = ${tenantId} and sub_account_id = any(${[...subAccountIds]}) and monitored
    group by sub_account_id`;
  return new Map(rows.map((r) => [r.subAccountId, r.day]));
}

export type Sums = {
  subAccounts: number;
  reached: number;
  granted: bigint;
  spent: bigint;
  remaining: bigint;
  overrun: bigint;
  /** Another one after any change of what is added up here. */
  mark: string;
};

const NOTHING: Sums = {
  ...{ subAccounts: 0, reached: 0, granted: 0n, spent: 0n, remaining: 0n, overrun: 0n },
  mark: '',
};

/** The open quotas of sub-accounts that still exist, added up; an index holds all that is asked of a quota. */
export async function quotaSums(db: Tx, tenantId: string, cloudAccountId: string | undefined): Promise<Sums> {
  const { sql } = Prisma;
  const exists = cloudAccountId
    ? sql`exists (select from sub_account s where s.tenant_id = b.tenant_id and s.id = b.sub_account_id
        and s.deleted_at is null and s.cloud_account_id = ${cloudAccountId})`
    : sql`not exists (select from sub_account s where s.tenant_id = b.tenant_id and s.id = b.sub_account_id
        and s.deleted_at is not null)`;
  const [sums] = await db.$queryRaw<Sums[]>`
    select count(*)::int as "subAccounts",
      (count(*) filter (where b.spent >= b.granted and b.spent > 0))::int as reached,
      coalesce(sum(b.granted), 0)::bigint as granted, coalesce(sum(b.spent), 0)::bigint as spent,
      coalesce(sum(greatest(b.granted - b.spent, 0)), 0)::bigint as remaining,
      coalesce(sum(greatest(b.spent - b.granted, 0)), 0)::bigint as overrun,
      coalesce(sum(hashtextextended(b.id, hashint8extended(b.granted, b.spent))), 0)::text as mark
    from bucket b
    where b.tenant_id = ${tenantId} and b.kind = 'quota' and b.ends_at is null and ${exists}`;
  return sums ?? NOTHING;
}

export type Burning = { subAccountId: string; since: string; days: Record<string, string> };

/**
 * Sub-accounts below their quota that burn it fastest: least remaining per burn of the window first, each with the day
 * that it counts from and what it spent on the days of the window. It reads spending and open quotas, and nothing else.
 */
export function fastestBurning(
  tenantId: string,
  input: { from: string; through: string; cloudAccountId: string | undefined; limit: number },
): Prisma.Sql {
  const { sql, empty } = Prisma;
  const { from, through, cloudAccountId, limit } = input;
  return sql`
    with link as materialized (
      select * from counted_project
      where tenant_id = ${tenantId} ${cloudAccountId ? sql`and cloud_account_id = ${cloudAccountId}` : empty}
    ), spent as materialized (
      select link.sub_account_id, r.day, sum(r.amount) as amount
      from spending_record r join link on link.cloud_account_id = r.cloud_account_id and link.project = r.project
        and r.day between link.first_day and link.last_day
      where r.tenant_id = ${tenantId} and r.day between ${from}::date and ${through}::date and r.effective and r.rows > 0
      group by link.sub_account_id, r.day
    ), since as (
      select sub_account_id, min(first_day) as day from link group by sub_account_id
    ), burn as (
      select sub_account_id, since.day as since,
        sum(amount) / (${through}::date - greatest(since.day, ${from}::date) + 1) as per_day
      from spent join since using (sub_account_id) group by sub_account_id, since.day having sum(amount) > 0
    )
    select burn.sub_account_id as "subAccountId", burn.since::text as since, (
      select jsonb_object_agg(spent.day::text, spent.amount::text) from spent
      where spent.sub_account_id = burn.sub_account_id) as days
    from burn
    join bucket b on b.tenant_id = ${tenantId} and b.sub_account_id = burn.sub_account_id and b.ends_at is null
    where b.kind = 'quota' and b.spent < b.granted and not exists (
      select from sub_account s where s.tenant_id = ${tenantId} and s.id = burn.sub_account_id and s.deleted_at is not null)
    order by (b.granted - b.spent) / burn.per_day, burn.sub_account_id limit ${limit}`;
}

export type OpenQuota = {
  subAccountId: string;
  cloudAccountId: string;
  userName: string;
  displayName: string;
  state: string;
  granted: bigint;
  spent: bigint;
};

/** Sub-accounts with their open quotas. */
export async function openQuotas(db: Tx, tenantId: string, subAccountIds: readonly string[]) {
  const rows = await db.$queryRaw<OpenQuota[]>`
    select s.id as "subAccountId", s.cloud_account_id as "cloudAccountId", s.user_name as "userName",
      s.display_name as "displayName", s.state::text as state, b.granted, b.spent
    from sub_account s
    join bucket b on b.tenant_id = s.tenant_id and b.sub_account_id = s.id and b.ends_at is null
    where s.tenant_id = ${tenantId} and s.id = any(${[...subAccountIds]}::text[])`;
  return new Map(rows.map((row) => [row.subAccountId, row]));
}

/** Per cloud account, the last day of the days from `since` on that the split bill covers. */
export async function splitThrough(
  db: Tx,
  tenantId: string,
  cloudAccountIds: readonly string[],
  since: string,
) {
  const rows = await db.$queryRaw<{ cloudAccountId: string; day: Date }[]>`
    select id as "cloudAccountId", newest.day
    from unnest(${[...cloudAccountIds]}::text[]) id
    join lateral (
      select max(day) as day from spending_record
      where tenant_id = ${tenantId} and cloud_account_id = id and day >= ${since}::date
        and source = 'split' and effective and rows > 0
    ) newest on newest.day is not null`;
  return new Map(rows.map((r) => [r.cloudAccountId, r.day]));
}
