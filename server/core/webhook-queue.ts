/**
 * Queues what happened for the webhooks of other systems, in the transaction of its cause. Entries of the audit log pass
 * here as they are written, so that no verb has to know of webhooks; without one that wants the event nothing is written.
 */
import { newId } from '#lib/ids.ts';
import { shownOf } from '#lib/webhook-data.ts';
import { EVERY_EVENT, eventOf, type WebhookEventType } from '#lib/webhook-events.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { AuditNote, Tx } from './db.ts';
import { writeOutbox } from './outbox-event.ts';

type Who = { actor: { kind: string; id: string; name: string }; now(): Date };
type Target = { kind: string; id: string };

type Event = {
  type: WebhookEventType;
  target: Target;
  before?: unknown;
  after?: unknown;
  auditId: string | null;
};

/** Tells of an entry of the audit log, if webhooks tell of its action at all. */
export async function queueAudited(tx: Tx, tenantId: string, who: Who, auditId: string, note: AuditNote) {
  const type = eventOf(note.action);
  if (type) await queueEvent(tx, tenantId, who, { ...note, type, auditId });
}

/** Writes the event, a delivery for each webhook that wants it, and what sends them after the commit. */
export async function queueEvent(tx: Tx, tenantId: string, who: Who, event: Event): Promise<void> {
  const { type, target, auditId } = event;
  const wanting = await tx.webhook.findMany({
    where: {
      tenantId,
      events: { hasSome: [EVERY_EVENT, type] },
      // One that AirGate paused by itself misses nothing: what comes waits in its log to be sent by hand.
      OR: [{ enabled: true }, { offReason: 'failing' }],
    },
    select: { id: true, enabled: true },
  });
  if (wanting.length === 0) return;
  const [eventId, at] = [newId('event'), who.now()];
  const { kind: actorKind, id: actorId, name: actorName } = who.actor;
  await tx.webhookEvent.create({
    data: {
      ...{ id: eventId, tenantId, type, at, actorKind, actorId, actorName, auditId },
      ...{ targetKind: target.kind, targetId: target.id },
      before: jsonOf(shownOf(type, 'before', event.before)),
      after: jsonOf(shownOf(type, 'after', event.after)),
    },
  });
  const paused = { state: 'dead' as const, lastError: { ...OFF, at: at.toISOString() } };
  const deliveries = wanting.map(({ id: webhookId, enabled }) => ({
    ...{ id: newId('webhookDelivery'), tenantId, eventId, webhookId, type, createdAt: at },
    ...(enabled ? {} : paused),
  }));
  await tx.webhookDelivery.createMany({ data: deliveries });
  const due = deliveries.filter((delivery) => !('state' in delivery));
  if (due.length > 0) await requestDeliveries(tx, tenantId, at, due);
}

/** Has deliveries sent after the commit. */
export async function requestDeliveries(
  tx: Tx,
  tenantId: string,
  now: Date,
  due: readonly { id: string; webhookId: string }[],
): Promise<void> {
  const name = 'webhook/delivery.requested' as const;
  const events = due.map(({ id: deliveryId, webhookId }) => ({ name, data: { deliveryId, webhookId } }));
  await writeOutbox(tx, tenantId, now, events);
}

const OFF = { message: 'the webhook was off', fault: 'off' };

const jsonOf = (value: Shown) => (value as Prisma.InputJsonObject | null) ?? Prisma.DbNull;

type Shown = ReturnType<typeof shownOf>;
