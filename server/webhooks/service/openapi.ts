/** The events as the API's document describes them: OpenAPI 3.1 keeps what a server calls under `webhooks`. */
import { messagesFor } from '#lib/i18n/messages.ts';
import { eventKey } from '#lib/webhook-events.ts';
import { describedEvents } from './catalogue.ts';

type Json = Record<string, unknown>;

const header = (name: string, description: string, example: string): Json => ({
  ...{ name, in: 'header', required: true, description, schema: { type: 'string' }, example },
});

const parameters = [
  header('webhook-id', 'The id of the event', 'evt_0199a3c4d5e67f8091a2b3c4d5e6f708'),
  header('webhook-timestamp', 'When this attempt was made, in seconds since 1970', '1795161600'),
  header(
    'webhook-signature',
    'One or more of `v1,` and a base64 HMAC-SHA256 of id, timestamp and body joined by dots, separated by spaces',
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ),
];

const responses = {
  '2XX': { description: 'The event is taken' },
  '4XX': {
    description: '408, 409, 425 and 429 are tried again; 410 switches the webhook off; others fail for good',
  },
  '5XX': { description: 'Tried again for about a day' },
};

/** One operation for each type of event. */
export function webhookOperations(): Record<string, Json> {
  const words = messagesFor('en').webhooks.events;
  return Object.fromEntries(
    describedEvents().map(({ type, schema, example }) => [
      type,
      {
        post: {
          operationId: `event-${eventKey(type).replaceAll('_', '-')}`,
          tags: ['Webhooks'],
          summary: words[eventKey(type)],
          security: [],
          parameters,
          requestBody: { required: true, content: { 'application/json': { schema, example } } },
          responses,
        },
      },
    ]),
  );
}
