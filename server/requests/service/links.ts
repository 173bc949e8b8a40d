/**
 * Links in mails that decide a request: random, kept as a hash, for one member, used once. A link stands in for being
 * signed in and for nothing else: what its member may do is asked anew at the moment of its use.
 */
import { AppError } from '#lib/errors.ts';
import { access, type Db } from '#server/core/access.ts';
import { randomSecret, sha256 } from '#server/core/crypto.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { memberCtx, withIdentity } from '#server/core/identity.ts';
import { linkExpiry, mayDecide, type RequestState, standingOf } from '#server/requests/policy.ts';
import type { ByLinkInput } from '#server/requests/schema.ts';
import { bookFromAddress } from '#server/users/service/attempts.ts';
import { approve, reject } from './deciding.ts';
import { present, requestRow } from './present.ts';

type Base = Pick<Ctx, 'requestId' | 'source' | 'locale' | 'now'>;
type Verdict = 'approve' | 'reject';

/** Makes the two links of a member for a request, on the handle of whoever sends them. */
export async function makeLinks(
  db: Db,
  ctx: Ctx,
  { quotaRequestId, memberId }: { quotaRequestId: string; memberId: string },
) {
  const expiresAt = linkExpiry(ctx.now());
  const make = async (verdict: Verdict) => {
    const token = randomSecret();
    const made = { tokenHash: sha256(token), createdAt: ctx.now(), expiresAt };
    await db.approvalLink.create({
      data: { ...made, tenantId: ctx.tenant.id, quotaRequestId, memberId, verdict },
    });
    return `${publicUrl()}/approval/${token}`;
  };
  return { approve: await make('approve'), reject: await make('reject'), expiresAt };
}

/**
 * What a link would do, and whether it still can. It changes nothing, since programs that look at mails open every link.
 * Throws `link_invalid` for one that never was, and what shuts its tenant to the member.
 */
export async function readApproval(token: string, address: string | null, base: Base) {
  const { link, ctx } = await findLink(token, address, base);
  const { verdict, tenant, request } = link;
  const standing = standingOf({
    used: link.usedAt !== null,
    expired: link.expiresAt <= base.now(),
    entitled: ctx !== null,
    state: stateNow(request, base.now()),
  });
  const shown = ctx
    ? await access(ctx, 'quota:allocate', async (db) =>
        present(null, await requestRow(db, ctx, link.quotaRequestId)),
      )
    : null;
  return {
    standing,
    verdict: verdictOf(verdict),
    tenant,
    usedAt: link.usedAt,
    expiresAt: link.expiresAt,
    member: ctx ? ctx.actor.name : null,
    request: shown && { ...shown, state: stateNow(shown, base.now()) },
  };
}
export type ApprovalView = Awaited<ReturnType<typeof readApproval>>;

/**
 * Decides as the link says, under its member's name. Throws `approval_refused` when they may not decide any more,
 * `approval_used`, `approval_expired`, and `request_decided` when somebody else was quicker.
 */
export async function decideByLink({ token, amount, note }: ByLinkInput, address: string | null, base: Base) {
  const { link, ctx } = await findLink(token, address, base);
  if (!ctx) throw new AppError('forbidden', 'approval_refused');
  return access(ctx, 'quota:allocate', async (db) => {
    await takeLink(db, ctx, link);
    const { quotaRequestId } = link;
    const request =
      verdictOf(link.verdict) === 'approve'
        ? await approve(db, ctx, { quotaRequestId, note, ...(amount && { amount }) }, { link: true })
        : await reject(db, ctx, { quotaRequestId, note }, { link: true });
    return { request, tenant: link.tenant };
  });
}

/** Of two at once, one finds it used. If deciding fails the link stays good, as it is the same transaction. */
async function takeLink(db: Db, ctx: Ctx, { tokenHash, usedAt }: { tokenHash: string; usedAt: Date | null }) {
  const now = ctx.now();
  const { count } = await db.approvalLink.updateMany({
    where: { tenantId: ctx.tenant.id, tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count === 1) return;
  const link = usedAt ? { usedAt } : await db.approvalLink.findUnique({ where: { tokenHash } });
  throw link?.usedAt
    ? new AppError('conflict', 'approval_used')
    : new AppError('precondition_failed', 'approval_expired');
}

/** The link and, while its member may decide, their ctx. Tries are counted by address before anything is looked at. */
async function findLink(token: string, address: string | null, base: Base) {
  const link = await withIdentity(async (tx) => {
    await bookFromAddress(tx, 'approval', address, base.now());
    return tx.approvalLink.findUnique({
      where: { tokenHash: sha256(token) },
      include: {
        tenant: { select: { slug: true, name: true, timeZone: true } },
        member: { select: { userId: true } },
        request: { select: { state: true, expiresAt: true } },
      },
    });
  });
  if (!link) throw new AppError('not_found', 'link_invalid');
  const ctx = link.member && (await memberCtx(link.member.userId, link.tenant.slug, base).catch(whoLeft));
  return { link, ctx: ctx && mayDecide(ctx.actor) ? ctx : null };
}

/** Whoever is no member any more, or disabled, is not found. */
function whoLeft(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null;
  throw error;
}

const verdictOf = (text: string): Verdict => (text === 'approve' ? 'approve' : 'reject');

function stateNow({ state, expiresAt }: { state: RequestState; expiresAt: Date }, now: Date): RequestState {
  return state === 'pending' && expiresAt <= now ? 'expired' : state;
}
