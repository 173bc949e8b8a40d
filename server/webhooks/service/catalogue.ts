/** The catalogue of events: what each tells, what it takes to be told of it, and what its body looks like. */
import { z } from 'zod';
import { translate } from '#lib/i18n/translate.ts';
import { eventBodies } from '#lib/webhook-data.ts';
import { eventKey, webhookOrigins } from '#lib/webhook-events.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { exampleOf, type JsonSchema } from '#server/core/openapi-example.ts';

/** Every type of event, with its sentence in the reader's language. */
export async function listWebhookEventTypes(ctx: Ctx) {
  return access(ctx, 'webhook:read', async () => ({
    items: describedEvents().map(({ type, schema, example }) => ({
      type,
      summary: translate(ctx.locale, `webhooks.events.${eventKey(type)}`),
      permission: webhookOrigins[type].reads,
      schema,
      example,
    })),
  }));
}

/** Every type with its JSON schema and an example made from it. */
export function describedEvents() {
  return eventBodies().map(({ type, body }) => {
    const { $schema, ...schema } = z.toJSONSchema(body, { io: 'output' });
    return { type, schema, example: exampleOf(schema as JsonSchema) as Record<string, unknown> };
  });
}
