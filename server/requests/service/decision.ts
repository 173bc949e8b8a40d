/** What every end of a request has in common: it happens once, is audited, and closes what told of it. */
import { AppError, notFound } from '#lib/errors.ts';
import { formatAmount } from '#lib/money.ts';
import { settleAlert } from '#server/alerts/service.ts';
import type { Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import type { RequestState } from '#server/requests/policy.ts';

/** The alert that a request raised. */
export const alertKey = (quotaRequestId: string) => `quota_requested:${quotaRequestId}`;

type Change = { state: Exclude<RequestState, 'pending' | 'expired'>; note?: string; allocated?: bigint };

/**
 * Ends a request that is still open: of many who try at once, one does. Throws `request_decided` for all others, saying
 * how it ended.
 */
export async function decide(db: Db, ctx: Ctx, quotaRequestId: string, change: Change): Promise<void> {
  const at = { tenantId: ctx.tenant.id, id: quotaRequestId };
  const by = { decidedBy: ctx.actor.id, deciderName: ctx.actor.name, decidedAt: ctx.now() };
  const { count } = await db.quotaRequest.updateMany({
    where: { ...at, state: 'pending', expiresAt: { gt: ctx.now() } },
    data: { ...change, ...by },
  });
  if (count === 1) return;
  const row = await db.quotaRequest.findUnique({ where: { tenantId_id: at } });
  if (!row) throw notFound('quota request');
  const state = row.state === 'pending' ? 'expired' : row.state;
  throw new AppError('conflict', 'request_decided', { params: { state, name: row.deciderName ?? '' } });
}

type Ended = { id: string; subAccountId: string; amount: bigint; currency: string };
type Note = { action: string; after: { [key: string]: string | boolean } };

/** Writes how it ended, and resolves the alert that it raised. */
export async function settle(db: Db, ctx: Ctx, request: Ended, { action, after }: Note): Promise<void> {
  const { id, subAccountId, amount, currency } = request;
  const before = { state: 'pending', subAccountId, amount: formatAmount(amount), currency };
  await db.audit({ action, target: { kind: 'quota-request', id }, before, after });
  await settleAlert(within(ctx, db), alertKey(id));
}

/** Has whoever asked told by mail. */
export const tellAsker = (db: Db, quotaRequestId: string) =>
  db.emit('quota-request/decided', { quotaRequestId }, `quota-request-decided:${quotaRequestId}`);
