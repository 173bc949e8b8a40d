import { type EventNoun, nounOf, type WebhookEventType, webhookEventTypes } from '#lib/webhook-events.ts';

export type EventGroup = { noun: EventNoun; types: readonly WebhookEventType[] };

/** The catalogue by what the events are about, in its own order. */
export const eventGroups: readonly EventGroup[] = Object.entries(
  Object.groupBy(webhookEventTypes, nounOf),
).map(([noun, types = []]) => ({ noun: noun as EventNoun, types }));
