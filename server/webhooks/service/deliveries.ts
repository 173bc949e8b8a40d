/** The log of a webhook: every event that it was to be told, how each attempt ended, and the ways to send it again. */
import { AppError, notFound } from '#lib/errors.ts';
import { cutPage, decodeCursor } from '#lib/pagination.ts';
import { can } from '#lib/permissions.ts';
import { readsOf, TEST_EVENT, webhookEventTypes } from '#lib/webhook-events.ts';
import { channelFaults } from '#server/channels/schema.ts';
import { failureOf } from '#server/channels/service.ts';
import { access, type Db } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { requestDeliveries } from '#server/core/webhook-queue.ts';
import { bodyOf } from '#server/webhooks/policy.ts';
import type { ListWebhookDeliveriesInput, WebhookDeliveryRef, WebhookRef } from '#server/webhooks/schema.ts';
import { findWebhook } from './endpoints.ts';

/** Failed deliveries that one call sends again: with their events they fit into one transaction. */
const RESENT_AT_ONCE = 200;
const SHOWN_ATTEMPTS = 50;
const knownTypes = [TEST_EVENT, ...webhookEventTypes] as const;

const parts = {
  event: true,
  attemptLog: {
    where: { status: { not: null } },
    orderBy: { number: 'desc' },
    take: 1,
    select: { status: true },
  },
} as const;

/** Newest first. */
export async function listWebhookDeliveries(
  ctx: Ctx,
  { cursor, limit, ...filters }: ListWebhookDeliveriesInput,
) {
  const after = decodeCursor(cursor, 1);
  return access(ctx, 'webhook:read', async (db) => {
    const rows = await db.webhookDelivery.findMany({
      where: { tenantId: ctx.tenant.id, ...given(filters), ...(after && { id: { lt: String(after[0]) } }) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: parts,
    });
    const page = cutPage(rows, limit, (r) => [r.id]);
    return { ...page, items: page.items.map(present) };
  });
}

/** What was asked for, without what was not. */
function given({ webhookId, eventId, state, type }: Omit<ListWebhookDeliveriesInput, 'cursor' | 'limit'>) {
  return {
    ...(webhookId && { webhookId }),
    ...(eventId && { eventId }),
    ...(state && { state }),
    ...(type && { type }),
  };
}

/** One delivery with its body and attempts. */
export async function getWebhookDelivery(ctx: Ctx, { deliveryId }: WebhookDeliveryRef) {
  return access(ctx, 'webhook:read', async (db) => {
    const row = await find(db, ctx, deliveryId);
    const attempts = await db.webhookAttempt.findMany({
      where: { tenantId: ctx.tenant.id, deliveryId },
      orderBy: { number: 'desc' },
      take: SHOWN_ATTEMPTS,
    });
    const attemptLog = attempts.map((attempt) => ({
      ...attempt,
      fault: channelFaults.find((fault) => fault === attempt.fault) ?? null,
    }));
    const readable = readsOf([row.type]).every((permission) => can(ctx.actor, permission));
    return { ...present(row), attemptLog, body: readable ? bodyOf(row.event, ctx.tenant) : null };
  });
}

/** Sends a delivery on its way again, whether it failed for good or was taken already; the event keeps its id. */
export async function resendWebhookDelivery(ctx: Ctx, { deliveryId }: WebhookDeliveryRef) {
  return access(ctx, 'webhook:update', async (db) => {
    const row = await find(db, ctx, deliveryId);
    assertOn(await findWebhook(db, ctx, row.webhookId));
    // Only the one change out of this state sends, however many ask at once.
    const [next] = await db.webhookDelivery.updateManyAndReturn({
      where: { tenantId: ctx.tenant.id, id: deliveryId, state: { in: ['dead', 'sent'] } },
      data: { state: 'retrying' },
    });
    if (!next) throw new AppError('conflict', 'delivery_under_way');
    await db.audit({
      action: 'webhook.resend',
      target: { kind: 'webhook', id: row.webhookId },
      after: { deliveryId, eventId: row.eventId, type: row.type },
    });
    await requestDeliveries(db, ctx.tenant.id, ctx.now(), [next]);
    return present({ ...row, ...next });
  });
}

/** Sends what failed for good at a webhook on its way again, oldest first; a repeat takes only what is still dead. */
export async function resendFailed(ctx: Ctx, { webhookId }: WebhookRef) {
  return access(ctx, 'webhook:update', async (db) => {
    const dead = { tenantId: ctx.tenant.id, webhookId, state: 'dead' as const };
    assertOn(await findWebhook(db, ctx, webhookId));
    const oldest = await db.webhookDelivery.findMany({
      where: dead,
      orderBy: { id: 'asc' },
      take: RESENT_AT_ONCE,
      select: { id: true },
    });
    const taken = await db.webhookDelivery.updateManyAndReturn({
      where: { ...dead, id: { in: oldest.map(({ id }) => id) } },
      data: { state: 'retrying' },
      select: { id: true, webhookId: true },
    });
    const count = taken.length;
    if (count > 0) {
      const target = { kind: 'webhook', id: webhookId };
      await db.audit({ action: 'webhook.resend_failed', target, after: { count } });
      await requestDeliveries(db, ctx.tenant.id, ctx.now(), taken);
    }
    return { resent: count, left: await db.webhookDelivery.count({ where: dead }) };
  });
}

async function find(db: Db, ctx: Ctx, id: string) {
  const row = await db.webhookDelivery.findFirst({
    where: { tenantId: ctx.tenant.id, id },
    include: parts,
  });
  if (!row) throw notFound('delivery');
  return row;
}

/** Nothing can be sent to a webhook that is off. */
function assertOn(webhook: { enabled: boolean }): void {
  if (!webhook.enabled) throw new AppError('precondition_failed', 'webhook_off');
}

type Row = Awaited<ReturnType<typeof find>>;

function present({ event, attemptLog, state, ...row }: Row) {
  return {
    ...row,
    // Deliveries of webhooks are sent again or kept, never given up.
    state: state === 'discarded' ? ('dead' as const) : state,
    type: knownTypes.find((type) => type === row.type) ?? TEST_EVENT,
    targetKind: event.targetKind,
    targetId: event.targetId,
    lastError: failureOf(row.lastError),
    status: attemptLog[0]?.status ?? null,
  };
}
