import { EVENT_VERSION } from '#lib/webhook-data.ts';
import { EVERY_EVENT, webhookEventTypes } from '#lib/webhook-events.ts';

type EventRow = {
  id: string;
  type: string;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  targetKind: string;
  targetId: string;
  auditId: string | null;
  before: unknown;
  after: unknown;
};
type TenantName = { id: string; slug: string; name: string };

/** The body as it is posted and signed; the same text at every attempt. */
export function bodyOf(event: EventRow, { id, slug, name }: TenantName): string {
  return JSON.stringify({
    version: EVENT_VERSION,
    id: event.id,
    type: event.type,
    occurredAt: event.at.toISOString(),
    tenant: { id, slug, name },
    actor: { kind: event.actorKind, id: event.actorId, name: event.actorName },
    target: { kind: event.targetKind, id: event.targetId },
    data: { before: event.before, after: event.after },
    auditId: event.auditId,
  });
}

/** Subscriptions as they are kept: every event alone, or the chosen ones once each in the catalogue's order. */
export function keptEvents(events: readonly string[]): string[] {
  if (events.includes(EVERY_EVENT)) return [EVERY_EVENT];
  return webhookEventTypes.filter((type) => events.includes(type));
}

/** A webhook that has taken nothing for so long is paused. */
const PAUSE_AFTER_MS = 3 * 24 * 3_600_000;

export function isLost(failingSince: Date | null, now: Date): boolean {
  return failingSince !== null && now.getTime() - failingSince.getTime() >= PAUSE_AFTER_MS;
}
