/** Gets events to webhooks: each attempt is a row before and after, and one that fails for days is paused. */
import { AppError } from '#lib/errors.ts';
import { translate } from '#lib/i18n/translate.ts';
import { newId } from '#lib/ids.ts';
import { TEST_EVENT } from '#lib/webhook-events.ts';
import { raiseAlert } from '#server/alerts/service.ts';
import type { ChannelFault } from '#server/channels/schema.ts';
import { attempted, type Outcome, removed } from '#server/channels/service/attempt.ts';
import { postSigned } from '#server/channels/service/signed-post.ts';
import { type ChannelError, failureOf } from '#server/channels/service.ts';
import { access, type Db, JSON_NULL } from '#server/core/access.ts';
import { asSystem, type Ctx, within } from '#server/core/ctx.ts';
import { metrics } from '#server/core/metrics.ts';
import { bodyOf, isLost } from '#server/webhooks/policy.ts';
import type { WebhookDeliveryRef, WebhookRef } from '#server/webhooks/schema.ts';
import { findWebhook, openWebhook } from './endpoints.ts';

/**
 * One attempt. Returns how the delivery ended; throws a `ChannelError` when another attempt may succeed. What is sent
 * already, or removed with its webhook, is not sent.
 */
export async function deliverEvent(ctx: Ctx, { deliveryId }: WebhookDeliveryRef): Promise<'sent' | 'dead'> {
  const begun = await begin(ctx, deliveryId);
  if ('ended' in begun) return begun.ended;
  const { error } = await send(ctx, begun);
  if (!error) return 'sent';
  if (error.final) return 'dead';
  throw error;
}

/** Sends a test event, also to a webhook that is off, and says at once what the other side answered. */
export async function testWebhook(ctx: Ctx, { webhookId }: WebhookRef) {
  const begun = await access(ctx, 'webhook:update', async (db) => {
    await findWebhook(db, ctx, webhookId);
    const [tenantId, at, type] = [ctx.tenant.id, ctx.now(), TEST_EVENT];
    const [eventId, id, auditTarget] = [
      newId('event'),
      newId('webhookDelivery'),
      { kind: 'webhook', id: webhookId },
    ];
    const { kind: actorKind, id: actorId, name: actorName } = ctx.actor;
    const target = { targetKind: 'webhook', targetId: webhookId };
    const event = { id: eventId, tenantId, type, at, actorKind, actorId, actorName, ...target };
    const row = await db.webhookEvent.create({ data: event });
    await db.webhookDelivery.create({ data: { id, tenantId, eventId, webhookId, type, createdAt: at } });
    await db.audit({ action: 'webhook.test', target: auditTarget, after: { eventId } });
    const number = await count(db, ctx, id);
    return { deliveryId: id, webhookId, eventId, number, body: bodyOf(row, ctx.tenant) };
  });
  // Whoever may test a webhook need not be allowed to read the list of them.
  const { report, durationMs, error } = await send(asSystem(ctx, 'webhooks'), begun, { last: true });
  if (!error) return { sent: true as const, deliveryId: begun.deliveryId, ...report, durationMs };
  const said = translate(ctx.locale, `channels.fault.${error.fault}`, { message: error.message });
  const answer = report.answer ? ` — ${report.answer.slice(0, 300)}` : '';
  const params = { message: `${said}${answer}` };
  throw new AppError('upstream_failed', 'webhook_failed', { params, cause: error });
}

type Begun = { deliveryId: string; webhookId: string; eventId: string; number: number; body: string };

/** Records an attempt that is about to be made, or says why there is none to make. */
async function begin(ctx: Ctx, deliveryId: string): Promise<Begun | { ended: 'sent' | 'dead' }> {
  return access(ctx, 'webhook:read', async (db) => {
    const row = await db.webhookDelivery.findFirst({
      where: { tenantId: ctx.tenant.id, id: deliveryId },
      include: { event: true, webhook: { select: { enabled: true } } },
    });
    if (!row) return { ended: 'dead' };
    if (row.state === 'sent') return { ended: 'sent' };
    if (!row.webhook.enabled) {
      await end(ctx, db, deliveryId, { message: 'the webhook was off', fault: 'off', final: true });
      return { ended: 'dead' };
    }
    const { webhookId, eventId, event } = row;
    const number = await count(db, ctx, deliveryId);
    return { deliveryId, webhookId, eventId, number, body: bodyOf(event, ctx.tenant) };
  });
}

/** Counts an attempt; the row says that it began. */
async function count(db: Db, ctx: Ctx, deliveryId: string): Promise<number> {
  const startedAt = ctx.now();
  const { attempts: number } = await db.webhookDelivery.update({
    where: { tenantId_id: { tenantId: ctx.tenant.id, id: deliveryId } },
    data: { attempts: { increment: 1 }, lastAttemptAt: startedAt },
    select: { attempts: true },
  });
  await db.webhookAttempt.create({ data: { tenantId: ctx.tenant.id, deliveryId, number, startedAt } });
  return number;
}

/** Posts the body and keeps how it went, on the attempt, the delivery and the webhook. `last` is not tried again. */
async function send(ctx: Ctx, begun: Begun, { last = false } = {}): Promise<Outcome> {
  const { deliveryId, webhookId, eventId, number, body } = begun;
  const config = await openWebhook(ctx, webhookId);
  const outcome = config
    ? await attempted(() => postSigned(config, { id: eventId, body }, ctx.now()))
    : removed('webhook');
  const { report, durationMs, error } = outcome;
  const told = error ? (error.final || last ? 'dead' : 'failed') : 'sent';
  metrics.deliveries().inc({ kind: 'event', outcome: told });
  const fault = error && { fault: error.fault, message: error.message };
  await access(ctx, 'webhook:read', async (db) => {
    // The webhook may have been removed meanwhile, and its deliveries with it.
    await db.webhookAttempt.updateMany({
      where: { tenantId: ctx.tenant.id, deliveryId, number },
      data: { finishedAt: ctx.now(), durationMs, ok: !error, ...report, ...fault },
    });
    await noteHealth(ctx, db, webhookId, error);
    if (error) {
      const { message, fault, final } = error;
      return end(ctx, db, deliveryId, { message, fault, final: final || last });
    }
    await db.webhookDelivery.updateMany({
      where: { tenantId: ctx.tenant.id, id: deliveryId },
      data: { state: 'sent', sentAt: ctx.now(), lastError: JSON_NULL },
    });
  });
  return outcome;
}

type Failed = { message: string; fault: ChannelFault; final: boolean };

/** Keeps what went wrong; a final failure waits to be sent again by hand. */
async function end(ctx: Ctx, db: Db, deliveryId: string, { message, fault, final }: Failed) {
  const lastError = { message, at: ctx.now().toISOString(), fault };
  await db.webhookDelivery.updateMany({
    where: { tenantId: ctx.tenant.id, id: deliveryId },
    data: { state: final ? 'dead' : 'retrying', lastError },
  });
  if (final && fault !== 'off') await tellLoss(ctx, db, deliveryId);
}

/** Nothing more will be tried: what failed last stays as the reason. */
export async function markEventDead(ctx: Ctx, { deliveryId }: WebhookDeliveryRef): Promise<void> {
  await access(ctx, 'webhook:read', async (db) => {
    await db.webhookDelivery.updateMany({
      where: { tenantId: ctx.tenant.id, id: deliveryId, state: { in: ['pending', 'retrying'] } },
      data: { state: 'dead' },
    });
    await tellLoss(ctx, db, deliveryId);
  });
}

/** An alert about a webhook that loses events: one until it has taken an event again. */
async function tellLoss(ctx: Ctx, db: Db, deliveryId: string): Promise<void> {
  const where = { tenantId: ctx.tenant.id, deliveries: { some: { id: deliveryId } } };
  const webhook = await db.webhook.findFirst({ where });
  if (!webhook?.failingSince) return;
  const { id: webhookId, name, failingSince } = webhook;
  const message = failureOf(webhook.lastError)?.message ?? '';
  await raiseAlert(within(ctx, db), {
    type: 'webhook_failing',
    severity: 'warning',
    dedupeKey: `webhook-failing:${webhookId}:${failingSince.toISOString()}`,
    details: { name, webhookId, message },
  });
}

/** How the webhook itself stands after an attempt: gone switches it off, days without an event taken pause it. */
async function noteHealth(ctx: Ctx, db: Db, id: string, error: ChannelError | null): Promise<void> {
  const where = { tenantId: ctx.tenant.id, id };
  const now = ctx.now();
  if (!error) {
    const data = { lastOkAt: now, lastError: JSON_NULL, failures: 0, failingSince: null };
    await db.webhook.updateMany({ where, data });
    return;
  }
  const lastError = { message: error.message, at: now.toISOString(), fault: error.fault };
  await db.webhook.updateMany({ where, data: { lastError, failures: { increment: 1 } } });
  await db.webhook.updateMany({ where: { ...where, failingSince: null }, data: { failingSince: now } });
  const webhook = await db.webhook.findFirst({ where });
  if (!webhook?.enabled) return;
  if (error.fault === 'gone') return switchOff(db, webhook, 'gone');
  if (!isLost(webhook.failingSince, now)) return;
  await switchOff(db, webhook, 'failing');
  await raiseAlert(within(ctx, db), {
    type: 'webhook_paused',
    severity: 'critical',
    dedupeKey: `webhook-paused:${id}:${webhook.failingSince?.toISOString()}`,
    details: { name: webhook.name, webhookId: id, message: error.message },
  });
}

type Switched = { id: string; tenantId: string };

async function switchOff(db: Db, { id, tenantId }: Switched, offReason: 'gone' | 'failing'): Promise<void> {
  const after = { enabled: false, offReason };
  const { count } = await db.webhook.updateMany({ where: { tenantId, id, enabled: true }, data: after });
  if (count === 0) return;
  const action = offReason === 'gone' ? 'webhook.switch_off' : 'webhook.pause';
  await db.audit({ action, target: { kind: 'webhook', id }, before: { enabled: true }, after });
}
