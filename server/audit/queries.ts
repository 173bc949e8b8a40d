/** Raw SQL over the log and its chain. The functions named `audit_…` are the database's own; docs/audit.md describes them. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';
import type { AuditFilter } from './schema.ts';

/** A filter as the database's `audit_fits` takes it: lists, one pattern for the beginnings of actions, times as text. */
export type Asked = {
  actorId?: string[];
  targetKind?: string[];
  source?: string[];
  targetId?: string;
  actions?: string;
  from?: string;
  to?: string;
};

const listed = (value: string | string[]) => (typeof value === 'string' ? [value] : value);

export function askedOf(filter: AuditFilter): Asked {
  const { actorId, targetKind, source, targetId, action, from, to } = filter;
  return {
    ...(actorId && { actorId: listed(actorId) }),
    ...(targetKind && { targetKind: listed(targetKind) }),
    ...(source && { source: listed(source) }),
    ...(targetId && { targetId }),
    ...(action && { actions: `^(${listed(action).map(literally).join('|')})` }),
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}

const literally = (text: string) => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

type Search = { text: string; asked: Asked; after: string | null; falling: boolean; most: number };

/** The ids of the bound tenant's entries with these words, in order. */
export async function searchIds(tx: Tx, { text, asked, after, falling, most }: Search): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from search_audit(${text}, ${JSON.stringify(asked)}::jsonb, ${after}, ${falling}, ${most}::int) as id`;
  return rows.map(({ id }) => id);
}

export type Ends = {
  seq: bigint;
  hash: string;
  prunedSeq: bigint;
  prunedHash: string;
  prunedTo: Date | null;
  /** Of the last link that is there, which ought to be the head's. */
  lastSeq: bigint;
};

/** Where the chain begins and ends; null where nothing was ever written. */
export async function endsOf(tx: Tx, tenantId: string): Promise<Ends | null> {
  const [ends] = await tx.$queryRaw<Ends[]>`
    with last as (select coalesce(max(seq), 0) as seq from audit_link where tenant_id = ${tenantId})
    select coalesce(h.seq, 0) as seq, coalesce(h.hash, '') as hash, coalesce(h.pruned_seq, 0) as "prunedSeq",
      coalesce(h.pruned_hash, repeat('0', 64)) as "prunedHash", h.pruned_to as "prunedTo",
      greatest(last.seq, h.pruned_seq) as "lastSeq"
    from last left join audit_head h on h.tenant_id = ${tenantId}
    where h.tenant_id is not null or last.seq > 0`;
  return ends ?? null;
}

export type Place = { seq: bigint; hash: string };
export type LinkPage = { rows: number; from: Date | null; to: Date | null; wrongSeq: bigint | null } & Place;

/** Recomputes the links after `place` up to `through`: how many fit from there on, up to which, and the first that does not. */
export async function checkLinks(tx: Tx, tenantId: string, place: Place, through: bigint): Promise<LinkPage> {
  const [page] = await tx.$queryRaw<LinkPage[]>`
    with page as (
      select l.seq, l.hash, e.at, audit_text(e) as text,
        lag(l.seq, 1, ${place.seq}::bigint) over upwards as seq_before,
        lag(l.hash, 1, ${place.hash}::text) over upwards as hash_before
      from audit_link l left join audit_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
      where l.tenant_id = ${tenantId} and l.seq > ${place.seq} and l.seq <= ${through}
      window upwards as (order by l.seq)
    ), judged as materialized (
      select seq, hash, at, coalesce(seq = seq_before + 1 and hash = audit_hash(hash_before, text), false) as fits from page
    ), wrong as (
      select min(seq) as seq from judged where not fits
    )
    select count(*)::int as rows, min(at) as from, max(at) as to, coalesce(max(j.seq), ${place.seq}::bigint) as seq,
      coalesce((array_agg(j.hash order by j.seq desc))[1], ${place.hash}::text) as hash,
      (select seq from wrong) as "wrongSeq"
    from judged j where j.fits and j.seq < coalesce((select seq from wrong), 9223372036854775807)`;
  return page ?? { rows: 0, from: null, to: null, wrongSeq: null, ...place };
}

type LoosePage = { last: string | null; loose: string | null; looseAt: Date | null };

/** Looks through the next entries by id for the first one that no link names. */
export async function findLoose(
  tx: Tx,
  tenantId: string,
  after: string,
  most: number,
): Promise<LoosePage | undefined> {
  const [page] = await tx.$queryRaw<LoosePage[]>`
    with page as materialized (
      select e.id from audit_entry e where e.tenant_id = ${tenantId} and e.id > ${after} order by e.id limit ${most}
    ), loose as (
      select min(id) as id from page
      where not exists (select from audit_link l where l.tenant_id = ${tenantId} and l.entry_id = page.id)
    )
    select (select max(id) from page) as last, loose.id as loose, e.at as "looseAt"
    from loose left join audit_entry e on e.id = loose.id`;
  return page;
}

type Judged = { entryId: string | null; at: Date | null; hash: string; made: string | null };

/** A link with what its hash would be on top of `previous`. */
export async function judgeLink(tx: Tx, tenantId: string, seq: bigint, previous: string) {
  const [found] = await tx.$queryRaw<(Judged & { namedId: string })[]>`
    select l.entry_id as "namedId", e.id as "entryId", e.at, l.hash,
      audit_hash(${previous}, audit_text(e)) as made
    from audit_link l left join audit_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
    where l.tenant_id = ${tenantId} and l.seq = ${seq}`;
  return found ?? null;
}

/** The hash of one link; null where it is not there. */
export async function hashAt(tx: Tx, tenantId: string, seq: bigint): Promise<string | null> {
  const link = await tx.auditLink.findUnique({ where: { tenantId_seq: { tenantId, seq } } });
  return link?.hash ?? null;
}

/** How far around a link others are looked through for the entry that it once named. */
const AROUND = 1000;

/**
 * The entry whose text on top of `previous` makes `hash`, among those that no link names and those of links nearby: what a
 * link named before somebody changed it.
 */
export async function findMaker(tx: Tx, tenantId: string, seq: bigint, { previous, hash }: Made) {
  const [found] = await tx.$queryRaw<{ id: string; at: Date }[]>`
    select e.id, e.at from audit_entry e left join audit_link l on l.tenant_id = e.tenant_id and l.entry_id = e.id
    where e.tenant_id = ${tenantId} and (l.seq is null or l.seq between ${seq - BigInt(AROUND)} and ${seq + BigInt(AROUND)})
      and audit_hash(${previous}, audit_text(e)) = ${hash} limit 1`;
  return found ?? null;
}
type Made = { previous: string; hash: string };

/** The entry that no link names and that fits between `previous` and the link at `seq` + 1: whose link was taken out. */
export async function findUnlinkedBetween(tx: Tx, tenantId: string, seq: bigint, previous: string) {
  const [found] = await tx.$queryRaw<{ id: string; at: Date }[]>`
    select e.id, e.at from audit_entry e
    join audit_link next on next.tenant_id = ${tenantId} and next.seq = ${seq + 1n}
    join audit_entry following on following.tenant_id = ${tenantId} and following.id = next.entry_id
    where e.tenant_id = ${tenantId} and not exists (select from audit_link l where l.entry_id = e.id)
      and audit_hash(audit_hash(${previous}, audit_text(e)), audit_text(following)) = next.hash limit 1`;
  return found ?? null;
}

export type ExportRow = {
  seq: bigint;
  hash: string;
  previous: string | null;
  /** What the hash is made of, with `previous`. */
  entry: string;
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  source: string;
  requestId: string;
  action: string;
  targetKind: string;
  targetId: string;
  before: string | null;
  after: string | null;
};

type Stretch = { after: bigint; through: bigint; asked: Asked; text: string | null };

/** The entries of a stretch of the chain that fit the filter, in the chain's order. */
export async function exportRows(tx: Tx, tenantId: string, { after, through, asked, text }: Stretch) {
  const words = text
    ? Prisma.sql`and audit_document(e) like all (audit_patterns(${text})) and audit_words(e) @@ audit_query(${text}, ${tenantId})`
    : Prisma.empty;
  return tx.$queryRaw<ExportRow[]>`
    select l.seq, l.hash, case when l.seq = h.pruned_seq + 1 then h.pruned_hash else p.hash end as previous, audit_text(e) as entry, e.id, e.at,
      e.actor_kind as "actorKind", e.actor_id as "actorId", e.actor_name as "actorName", e.source,
      e.request_id as "requestId", e.action, e.target_kind as "targetKind", e.target_id as "targetId",
      e.before::text as before, e.after::text as after
    from audit_link l
    join audit_head h on h.tenant_id = l.tenant_id
    join audit_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
    left join audit_link p on p.tenant_id = l.tenant_id and p.seq = l.seq - 1
    where l.tenant_id = ${tenantId} and l.seq > ${after} and l.seq <= ${through}
      and audit_fits(e, ${JSON.stringify(asked)}::jsonb) ${words}
    order by l.seq`;
}

/** The stretch of the chain that holds everything between two moments; the whole of it where none is given. */
export async function stretchOf(tx: Tx, tenantId: string, { from, to }: Pick<AuditFilter, 'from' | 'to'>) {
  const ends = await endsOf(tx, tenantId);
  const whole = { after: ends?.prunedSeq ?? 0n, last: ends?.seq ?? 0n };
  if (!from && !to) return whole;
  const [found] = await tx.$queryRaw<{ after: bigint | null; last: bigint | null }[]>`
    select min(l.seq) - 1 as after, max(l.seq) as last
    from audit_entry e join audit_link l on l.tenant_id = e.tenant_id and l.entry_id = e.id
    where e.tenant_id = ${tenantId} ${from ? Prisma.sql`and e.at >= ${from}` : Prisma.empty}
      ${to ? Prisma.sql`and e.at < ${to}` : Prisma.empty}`;
  return { after: found?.after ?? whole.after, last: found?.last ?? whole.after };
}

export type Pruned = { pruned: bigint; seq: bigint; hash: string | null; whole: boolean };

/** Removes the oldest entries from before `cutoff`, as far as the chain bears them out; looks at `most` of them. */
export async function prune(tx: Tx, cutoff: Date, most: number): Promise<Pruned> {
  const [pruned] = await tx.$queryRaw<
    Pruned[]
  >`select pruned, seq, hash, whole from prune_audit(${cutoff}, ${most}::int)`;
  return pruned ?? { pruned: 0n, seq: 0n, hash: null, whole: true };
}

/** While somebody verifies, nothing is pruned; held until the transaction ends. */
export async function holdOffPruning(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtextextended('audit of ' || ${tenantId}, 0))`;
}
