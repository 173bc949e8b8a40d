/** Deciding requests: an approval and its allocation are one, and there is one of each, through whatever door. */
import { formatAmount } from '#lib/money.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { allocateQuota } from '#server/quotas/service.ts';
import type { ApproveRequestInput, RejectRequestInput } from '#server/requests/schema.ts';
import { decide, settle, tellAsker } from './decision.ts';
import { personOf } from './person.ts';
import { present, requestRow } from './present.ts';

const REASON_MAX = 200;

/**
 * Allocates what was asked for, or another amount, in the transaction that approves. One's own request too, since whoever
 * may approve may allocate; the log then says so. Throws `request_decided`.
 */
export async function approveRequest(ctx: Ctx, input: ApproveRequestInput) {
  return access(ctx, 'quota:allocate', (db) => approve(db, ctx, input));
}

/** The same on a handle that was given for the right to allocate. `link`: it came through a link in a mail. */
export async function approve(
  db: Db,
  ctx: Ctx,
  { quotaRequestId, note, ...input }: ApproveRequestInput,
  { link = false } = {},
) {
  const person = await personOf(db, ctx);
  const old = await requestRow(db, ctx, quotaRequestId);
  const { subAccountId } = old;
  const amount = input.amount ?? old.amount;
  await decide(db, ctx, quotaRequestId, { state: 'approved', note, allocated: amount });
  const reason = `${old.requesterName}: ${old.reason}`.slice(0, REASON_MAX);
  const entry = await allocateQuota(within(ctx, db), { subAccountId, amount, reason });
  await db.quotaRequest.update({
    where: { tenantId_id: { tenantId: ctx.tenant.id, id: quotaRequestId } },
    data: { entryId: entry.id },
  });
  const own = person?.userId === old.requestedBy;
  const how = { ...(note && { note }), ...(own && { own }), ...(link && { link }) };
  const after = { state: 'approved', amount: formatAmount(amount), entryId: entry.id, ...how };
  await settle(db, ctx, old, { action: 'quota-request.approve', after });
  await tellAsker(db, quotaRequestId);
  return present(person, await requestRow(db, ctx, quotaRequestId));
}

/** Says no; nothing is allocated. Throws `request_decided`. */
export async function rejectRequest(ctx: Ctx, input: RejectRequestInput) {
  return access(ctx, 'quota:allocate', (db) => reject(db, ctx, input));
}

/** The same on a handle that was given for the right to allocate. */
export async function reject(
  db: Db,
  ctx: Ctx,
  { quotaRequestId, note }: RejectRequestInput,
  { link = false } = {},
) {
  const person = await personOf(db, ctx);
  const old = await requestRow(db, ctx, quotaRequestId);
  await decide(db, ctx, quotaRequestId, { state: 'rejected', note });
  const after = { state: 'rejected', ...(note && { note }), ...(link && { link }) };
  await settle(db, ctx, old, { action: 'quota-request.reject', after });
  await tellAsker(db, quotaRequestId);
  return present(person, await requestRow(db, ctx, quotaRequestId));
}
