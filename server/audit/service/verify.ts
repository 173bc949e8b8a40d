/** Recomputes a tenant's hash chain, and says of the first row that is not whole what was done to it. */
import { decodeCursor, encodeCursor } from '#lib/pagination.ts';
import {
  checkLinks,
  type Ends,
  endsOf,
  findLoose,
  findMaker,
  findUnlinkedBetween,
  hashAt,
  holdOffPruning,
  judgeLink,
  type Place,
} from '#server/audit/queries.ts';
import type { FaultKind, VerifyAuditInput } from '#server/audit/schema.ts';
import { access, type Tx } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';

const LINKS = 10_000n;
const ENTRIES = 20_000;
/** Of one call, so that its answer comes within seconds; a longer log takes several. */
const PAGES = 5;

/** Where a call is: along the links, and afterwards along the entries, looking for one that no link names. */
type Walk = {
  along: 'links' | 'entries' | 'end';
  /** The last link that is whole. */
  place: Place;
  /** The last entry that was looked at. */
  entryId: string;
  rows: number;
  from: Date | null;
  to: Date | null;
};

type Fault = { kind: FaultKind; seq: bigint | null; entryId: string | null; at: Date | null };

/**
 * Goes through the chain from its beginning, or from where an earlier answer left off: fifty thousand rows at most,
 * then `nextCursor` leads on. What is committed meanwhile is left to the next time.
 */
export async function verifyAudit(ctx: Ctx, input: VerifyAuditInput = {}) {
  const tenantId = ctx.tenant.id;
  return access(
    ctx,
    'audit:read',
    async (db) => {
      await holdOffPruning(db, tenantId);
      const ends = await endsOf(db, tenantId);
      const walk = decodeWalk(input.cursor) ?? atBeginning(ends);
      // Removed since the last call.
      if (ends && walk.place.seq < ends.prunedSeq) walk.place = beginningOf(ends);
      let fault: Fault | null = null;
      for (let page = 0; page < PAGES && walk.along !== 'end' && !fault; page += 1)
        fault = await step(db, tenantId, ends, walk);
      const { along, rows, from, to } = walk;
      const over = along === 'end' || fault !== null;
      return {
        state: fault ? ('broken' as const) : over ? ('whole' as const) : ('unfinished' as const),
        ...{ rows, from, to, fault },
        head: ends && ends.seq > 0n ? { seq: ends.seq, hash: ends.hash } : null,
        removed: ends && ends.prunedSeq > 0n ? { seq: ends.prunedSeq, before: ends.prunedTo } : null,
        noted: await compareNoted(db, tenantId, ends, input),
        nextCursor: over ? null : encodeWalk(walk),
      };
    },
    { timeoutMs: 120_000 },
  );
}

const step = (tx: Tx, tenantId: string, ends: Ends | null, walk: Walk) =>
  walk.along === 'links' && ends ? checkPage(tx, tenantId, ends, walk) : lookForLoose(tx, tenantId, walk);

async function checkPage(tx: Tx, tenantId: string, ends: Ends, walk: Walk): Promise<Fault | null> {
  const through = minimum(walk.place.seq + LINKS, ends.lastSeq);
  const page = await checkLinks(tx, tenantId, walk.place, through);
  walk.place = { seq: page.seq, hash: page.hash };
  walk.rows += page.rows;
  walk.from ??= page.from;
  walk.to = page.to ?? walk.to;
  if (page.wrongSeq !== null) return diagnose(tx, tenantId, ends, { ...walk.place, wrongSeq: page.wrongSeq });
  if (through < ends.lastSeq) return null;
  walk.along = 'entries';
  return checkHead(ends, walk.place);
}

/** What the head says has to be what the links end with. */
function checkHead(ends: Ends, { seq, hash }: Place): Fault | null {
  if (seq < ends.seq) return { kind: 'link_missing', seq: seq + 1n, entryId: null, at: null };
  if (seq > ends.seq || hash !== ends.hash)
    return { kind: 'head_altered', seq: ends.seq, entryId: null, at: null };
  return null;
}

async function lookForLoose(tx: Tx, tenantId: string, walk: Walk): Promise<Fault | null> {
  const page = await findLoose(tx, tenantId, walk.entryId, ENTRIES);
  if (!page?.last) walk.along = 'end';
  walk.entryId = page?.last ?? walk.entryId;
  if (!page?.loose) return null;
  return { kind: 'entry_unlinked', seq: null, entryId: page.loose, at: page.looseAt };
}

type Break = Place & { wrongSeq: bigint };

/** Tells what was done: what fits beside the row that does not says which of the two was changed. */
async function diagnose(
  tx: Tx,
  tenantId: string,
  ends: Ends,
  { seq, hash, wrongSeq }: Break,
): Promise<Fault> {
  if (wrongSeq > seq + 1n) {
    const lost = wrongSeq === seq + 2n ? await findUnlinkedBetween(tx, tenantId, seq + 1n, hash) : null;
    return { kind: 'link_missing', seq: seq + 1n, entryId: lost?.id ?? null, at: lost?.at ?? null };
  }
  const link = await judgeLink(tx, tenantId, wrongSeq, hash);
  if (!link) return { kind: 'link_missing', seq: wrongSeq, entryId: null, at: null };
  const maker = await findMaker(tx, tenantId, wrongSeq, { previous: hash, hash: link.hash });
  if (maker) return { kind: 'link_altered', seq: wrongSeq, entryId: maker.id, at: maker.at };
  if (link.entryId === null || link.made === null)
    return { kind: 'entry_missing', seq: wrongSeq, entryId: link.namedId, at: null };
  // The next hash was made of this one as it was: if it fits what the entry makes, the entry is as it was too.
  const next = await judgeLink(tx, tenantId, wrongSeq + 1n, link.made);
  const goesOn = next ? next.hash === next.made : ends.seq === wrongSeq && ends.hash === link.made;
  const kind = goesOn ? ('link_altered' as const) : ('entry_altered' as const);
  return { kind, seq: wrongSeq, entryId: link.entryId, at: link.at };
}

/** Whether the chain still has the hash that somebody wrote down; null where nobody asks. */
async function compareNoted(tx: Tx, tenantId: string, ends: Ends | null, input: VerifyAuditInput) {
  const { notedSeq, notedHash } = input;
  if (notedSeq === undefined || notedHash === undefined) return null;
  const seq = BigInt(notedSeq);
  if (ends && seq < ends.prunedSeq) return 'removed' as const;
  const there = ends && seq === ends.prunedSeq ? ends.prunedHash : await hashAt(tx, tenantId, seq);
  return there === notedHash ? ('same' as const) : ('different' as const);
}

const minimum = (a: bigint, b: bigint) => (a < b ? a : b);

const beginningOf = (ends: Ends): Place => ({ seq: ends.prunedSeq, hash: ends.prunedHash });

function atBeginning(ends: Ends | null): Walk {
  const place = ends ? beginningOf(ends) : { seq: 0n, hash: '' };
  return { along: ends ? 'links' : 'entries', place, entryId: '', rows: 0, from: null, to: null };
}

function encodeWalk({ along, place, entryId, rows, from, to }: Walk): string {
  const times = [from, to].map((time) => time?.toISOString() ?? null);
  return encodeCursor([along, String(place.seq), place.hash, entryId, rows, ...times]);
}

/** A cursor comes from outside: whatever it says, the worst that it can do is to leave out rows for who made it up. */
function decodeWalk(cursor: string | undefined): Walk | null {
  const keys = decodeCursor(cursor, 7);
  if (!keys) return null;
  const [along, seq, hash, entryId, rows, from, to] = keys;
  return {
    along: along === 'links' ? 'links' : 'entries',
    place: { seq: /^\d{1,18}$/.test(String(seq)) ? BigInt(String(seq)) : 0n, hash: String(hash) },
    entryId: String(entryId),
    rows: Number(rows) || 0,
    from: timeOf(from),
    to: timeOf(to),
  };
}

function timeOf(text: unknown): Date | null {
  const time = new Date(String(text));
  return Number.isNaN(time.getTime()) ? null : time;
}
