import type { z } from 'zod';
import { createWebhookInput } from '#server/webhooks/schema.ts';

/** When editing, no `url` keeps the stored address. */
export const webhookChangeSchema = createWebhookInput.extend({
  url: createWebhookInput.shape.url.optional(),
});
export type WebhookWishIn = z.input<typeof webhookChangeSchema>;
export type WebhookWish = z.output<typeof webhookChangeSchema>;
