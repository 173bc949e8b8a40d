/** Asking for quota: one open request per person and sub-account, which whoever may decide hears of at once. */
import { AppError, notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { formatAmount } from '#lib/money.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import { access, type Db } from '#server/core/access.ts';
import { type Ctx, within } from '#server/core/ctx.ts';
import { assertMayAsk, requestExpiry } from '#server/requests/policy.ts';
import type { CreateRequestInput, RequestRef } from '#server/requests/schema.ts';
import { alertKey, decide, settle } from './decision.ts';
import { expireDue } from './expiry.ts';
import { personOf } from './person.ts';
import { present, requestRow } from './present.ts';

/**
 * Asks for quota for a sub-account that one holds, or for any with the right to allocate. Throws `request_pending` while
 * an earlier request of the same person for it waits.
 */
export async function createRequest(ctx: Ctx, { subAccountId, amount, reason }: CreateRequestInput) {
  return access(ctx, 'quota:request', async (db) => {
    const tenantId = ctx.tenant.id;
    const person = await personOf(db, ctx);
    const account = await findAccount(db, ctx, subAccountId);
    assertMayAsk(ctx.actor, person, account);
    if (!account.managed) throw new AppError('precondition_failed', 'sub_account_not_managed');
    const mine = { tenantId, subAccountId, requestedBy: person.userId };
    await expireDue(db, ctx, mine);
    const id = newId('quotaRequest');
    const currency = account.buckets[0]?.currency ?? ctx.tenant.currency;
    const at = { createdAt: ctx.now(), expiresAt: requestExpiry(ctx.now()) };
    const row = { ...mine, ...at, id, amount, currency, reason, requesterName: person.name };
    const { count } = await db.quotaRequest.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) {
      const waiting = await db.quotaRequest.findFirst({ where: { ...mine, state: 'pending' } });
      const params = { amount: formatAmount(waiting?.amount ?? amount), currency };
      throw new AppError('conflict', 'request_pending', { params });
    }
    const asked = { amount: formatAmount(amount), currency };
    const target = { kind: 'quota-request', id };
    await db.audit({ action: 'quota-request.create', target, after: { subAccountId, ...asked, reason } });
    await raiseAlert(within(ctx, db), {
      type: 'quota_requested',
      severity: 'info',
      dedupeKey: alertKey(id),
      subAccountId,
      cloudAccountId: account.cloudAccountId,
      details: { quotaRequestId: id, person: person.name, message: reason, ...asked },
    });
    await db.emit('quota-request/created', { quotaRequestId: id }, `quota-request-created:${id}`);
    return present(person, await requestRow(db, ctx, id));
  });
}

/** Takes one's own request back while nobody has decided it. */
export async function withdrawRequest(ctx: Ctx, { quotaRequestId }: RequestRef) {
  return access(ctx, 'quota:request', async (db) => {
    const person = await personOf(db, ctx);
    const old = await requestRow(db, ctx, quotaRequestId);
    if (!person || old.requestedBy !== person.userId) throw notFound('quota request');
    await decide(db, ctx, quotaRequestId, { state: 'withdrawn' });
    await settle(db, ctx, old, { action: 'quota-request.withdraw', after: { state: 'withdrawn' } });
    return present(person, await requestRow(db, ctx, quotaRequestId));
  });
}

async function findAccount(db: Db, ctx: Ctx, id: string) {
  const row = await db.subAccount.findFirst({
    where: { tenantId: ctx.tenant.id, id, deletedAt: null },
    select: {
      holderId: true,
      managed: true,
      userName: true,
      cloudAccountId: true,
      buckets: { where: { endsAt: null }, take: 1, select: { currency: true } },
    },
  });
  if (!row) throw notFound('sub-account');
  return row;
}
