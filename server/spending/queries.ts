/** Raw SQL of a check: replacing a slice, choosing the bill that counts per day, and what comes out of it. */
import { Prisma } from '#prisma/generated/client.ts';
import type { BillSource } from '#server/clouds/provider.ts';
import type { Tx } from '#server/core/access.ts';
import type { DayTotal } from './policy.ts';
import type { Aggregate } from './service/aggregate.ts';

const { sql, empty } = Prisma;

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

/** All that counts against each sub-account with a quota, zero included, as the database keeps it added up. */
export async function countedTotals(db: Tx, { tenantId, cloudAccountId }: Place) {
  return db.$queryRaw<{ subAccountId: string; spent: bigint }[]>`
    select s.id as "subAccountId", coalesce(counted.amount, 0) as spent
    from bucket b
    join sub_account s on s.tenant_id = b.tenant_id and s.id = b.sub_account_id and s.cloud_account_id = ${cloudAccountId}
    left join spending_total counted on counted.tenant_id = b.tenant_id
      and counted.cloud_account_id = ${cloudAccountId} and counted.sub_account_id = s.id
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
    select day::text, sum(amount)::bigint as amount
    from spending_day
    where tenant_id = ${tenantId} and cloud_account_id = ${cloudAccountId} and kind <> 'owned'
      and day = any(${[...days]}::text[]::date[])
    group by day having sum(amount) > ${above.toString()}::bigint order by day`;
}

type AskedChecks = {
  cloudAccountId: string | undefined;
  state: 'running' | 'done' | 'failed' | undefined;
  before: string | null;
  limit: number;
};

/** A statement has to name what an index is made of: all checks but those that are done. */
const STATES = {
  running: sql`state <> 'done' and state = 'running'`,
  done: sql`state = 'done'`,
  failed: sql`state <> 'done' and state = 'failed'`,
};

/** Checks, newest first. */
export async function pageOfCheckIds(db: Tx, tenantId: string, asked: AskedChecks): Promise<string[]> {
  const { cloudAccountId, state, before, limit } = asked;
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from spending_check
    where tenant_id = ${tenantId} ${state ? sql`and ${STATES[state]}` : empty}
      ${cloudAccountId ? sql`and cloud_account_id = ${cloudAccountId}` : empty}
      ${before === null ? empty : sql`and id < ${before}`}
    order by id desc limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** The running check of each cloud account that has one. */
export async function runningChecks(db: Tx, tenantId: string): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; cloudAccountId: string }[]>`
    select id, cloud_account_id as "cloudAccountId" from spending_check
    where tenant_id = ${tenantId} and ${STATES.running}`;
  return new Map(rows.map(({ id, cloudAccountId }) => [cloudAccountId, id]));
}

export type Scheduled = { tenantId: string; cloudAccountId: string; last: Date | null };

/** Connected cloud accounts of active tenants whose last check, of whatever outcome, began before `before`. */
export async function accountsIdleSince(tx: Tx, before: Date): Promise<Scheduled[]> {
  return tx.$queryRaw<Scheduled[]>`
    select a.tenant_id as "tenantId", a.id as "cloudAccountId", last.started_at as last
    from cloud_account a
    join tenant t on t.id = a.tenant_id and t.status <> 'deleted'
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
