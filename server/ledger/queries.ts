/** The ledger's raw SQL: locking before writing, and the proofs. */
import type { Tx } from '#server/core/access.ts';
import type { InvariantFinding } from './schema.ts';

export type Moved = {
  bucketId: string;
  subAccountId: string;
  cloudAccountId: string;
  before: bigint;
  after: bigint;
  granted: bigint;
};

/**
 * Locks the sub-accounts whose total differs, then their open buckets, each in a statement of its own and in the order
 * of ids; returns what will change. An allocation locks in the same order, so it is over or has not begun.
 */
export async function lockMoved(
  db: Tx,
  tenantId: string,
  totals: readonly { subAccountId: string; spent: bigint }[],
): Promise<Moved[]> {
  const ids = totals.map((t) => t.subAccountId);
  const spent = totals.map((t) => t.spent.toString());
  await db.$queryRaw`
    select count(*) from (
      select s.id from unnest(${ids}::text[], ${spent}::text[]) as t (id, spent)
      join sub_account s on s.tenant_id = ${tenantId} and s.id = t.id
      where exists (
        select from bucket b where b.tenant_id = ${tenantId} and b.sub_account_id = s.id
          and b.ends_at is null and b.spent <> t.spent::bigint)
      order by s.id for no key update of s) locked`;
  return db.$queryRaw<Moved[]>`
    select b.id as "bucketId", b.sub_account_id as "subAccountId", s.cloud_account_id as "cloudAccountId",
      b.spent as before, t.spent::bigint as after, b.granted
    from unnest(${ids}::text[], ${spent}::text[]) as t (id, spent)
    join bucket b on b.tenant_id = ${tenantId} and b.sub_account_id = t.id and b.ends_at is null
    join sub_account s on s.tenant_id = ${tenantId} and s.id = t.id
    where b.spent <> t.spent::bigint
    order by b.id for no key update of b`;
}

export type SpendingEntry = {
  id: string;
  bucketId: string;
  before: bigint;
  after: bigint;
  counterparty: string;
};
type Stamp = { actorKind: string; actorName: string; causeId: string | null; at: Date };

/** Appends the entries and moves their buckets, in one statement for any number of them. */
export async function writeSpending(
  db: Tx,
  tenantId: string,
  entries: readonly SpendingEntry[],
  stamp: Stamp,
) {
  await db.$executeRaw`
    with change as (
      select * from unnest(
        ${entries.map((e) => e.id)}::text[], ${entries.map((e) => e.bucketId)}::text[],
        ${entries.map((e) => e.before.toString())}::text[]::bigint[],
        ${entries.map((e) => e.after.toString())}::text[]::bigint[],
        ${entries.map((e) => e.counterparty)}::text[]
      ) as c (id, bucket_id, before, after, counterparty)
    ), moved as (
      update bucket b set spent = change.after from change
      where b.tenant_id = ${tenantId} and b.id = change.bucket_id
    )
    insert into entry (id, tenant_id, bucket_id, kind, side, amount, before, after, counterparty, reason,
      actor_kind, actor_name, cause_id, at)
    select id, ${tenantId}, bucket_id, 'spending', 'spent', after - before, before, after, counterparty, '',
      ${stamp.actorKind}, ${stamp.actorName}, ${stamp.causeId}, ${stamp.at}
    from change`;
}

/**
 * Contradictions between buckets and their entries or neighbours, over all tenants: in about `sample` buckets from pages
 * chosen at random, or in all of them. At most 100, and how many buckets were looked at.
 */
export async function contradictions(tx: Tx, sample: number) {
  const [proved] = await tx.$queryRaw<{ buckets: number; findings: InvariantFinding[] }[]>`
    with chosen as materialized (
      select * from bucket tablesample system ((
        select least(100, 100.0 * ${sample}::int / greatest(1, reltuples)) from pg_class where oid = 'bucket'::regclass))
      limit ${sample}
    ), proved as (
      select b.*, e.* from chosen b cross join lateral (
        select coalesce(sum(amount) filter (where side = 'granted'), 0) as entries_granted,
          coalesce(sum(amount) filter (where side = 'spent'), 0) as entries_spent,
          coalesce(sum(amount) filter (where side = 'granted' and kind = 'carry'), 0) as carried_granted,
          coalesce(sum(amount) filter (where side = 'spent' and kind = 'carry'), 0) as carried_spent
        from entry where entry.tenant_id = b.tenant_id and entry.bucket_id = b.id) e
    ), joined as (
      select b.*, p.id as previous_id, coalesce(p.granted, 0) as previous_granted, coalesce(p.spent, 0) as previous_spent
      from proved b left join bucket p
        on p.tenant_id = b.tenant_id and p.sub_account_id = b.sub_account_id and p.epoch = b.epoch - 1
    ), broken as (
      select rule.kind, tenant_id as "tenantId", id as "bucketId", expected, actual from joined cross join lateral (values
        ('granted_differs', granted = entries_granted, entries_granted::text, granted::text),
        ('spent_differs', spent = entries_spent, entries_spent::text, spent::text),
        ('carry_differs', carried_granted = previous_granted and carried_spent = previous_spent,
          previous_granted || ' ' || previous_spent, carried_granted || ' ' || carried_spent),
        ('epoch_gap', previous_id is not null or epoch = 1, (epoch - 1)::text, 'none'),
        ('no_open_epoch', ends_at is null or exists (
          select from bucket n where n.tenant_id = joined.tenant_id and n.sub_account_id = joined.sub_account_id
            and n.epoch = joined.epoch + 1), 'open', 'ended'),
        ('hard_limit_passed', not hard or spent + reserved <= granted, granted::text, (spent + reserved)::text)
      ) as rule (kind, holds, expected, actual)
      where not holds limit 100
    )
    select (select count(*)::int from chosen) as buckets,
      (select coalesce(jsonb_agg(to_jsonb(broken)), '[]') from broken) as findings`;
  return proved ?? { buckets: 0, findings: [] };
}
