import { z } from 'zod';
import { rotatedSecretOut } from '#server/channels/schema.ts';
import { route } from '#server/core/rest.ts';
import { resentOut } from '#server/deliveries/schema.ts';
import {
  createdWebhookOut,
  createWebhookInput,
  listWebhookDeliveriesInput,
  listWebhooksInput,
  rotateWebhookInput,
  testWebhookOut,
  updateWebhookInput,
  webhookDeliveryDetailOut,
  webhookDeliveryOut,
  webhookDeliveryPage,
  webhookDeliveryRef,
  webhookEventTypesOut,
  webhookOut,
  webhookPage,
  webhookRef,
} from './schema.ts';
import { listWebhookEventTypes } from './service/catalogue.ts';
import { testWebhook } from './service/deliver.ts';
import * as log from './service/deliveries.ts';
import * as verbs from './service/endpoints.ts';

const tag = 'Webhooks';
const reading = { tag, permission: 'webhook:read' } as const;
const changing = { tag, permission: 'webhook:update' } as const;

export const webhooksRest = [
  route('GET', '/webhook-event-types', {
    ...reading,
    summary: 'List the types of events, with the schema and an example of each',
    input: z.strictObject({}),
    output: webhookEventTypesOut,
    verb: listWebhookEventTypes,
  }),
  route('GET', '/webhooks', {
    ...reading,
    summary: 'List webhooks',
    input: listWebhooksInput,
    output: webhookPage,
    verb: verbs.listWebhooks,
  }),
  route('POST', '/webhooks', {
    ...changing,
    summary: 'Add a webhook; its secret is shown once',
    input: createWebhookInput,
    output: createdWebhookOut,
    verb: verbs.createWebhook,
    status: 201,
  }),
  route('GET', '/webhooks/{webhookId}', {
    ...reading,
    summary: 'Get a webhook',
    input: webhookRef,
    output: webhookOut,
    verb: verbs.getWebhook,
  }),
  route('PATCH', '/webhooks/{webhookId}', {
    ...changing,
    summary: 'Change a webhook, switch it off or on, end a pause',
    input: updateWebhookInput,
    output: webhookOut,
    verb: verbs.updateWebhook,
  }),
  route('DELETE', '/webhooks/{webhookId}', {
    ...changing,
    summary: 'Remove a webhook with its log',
    input: webhookRef,
    output: webhookOut,
    verb: verbs.deleteWebhook,
  }),
  route('POST', '/webhooks/{webhookId}/rotate-secret', {
    ...changing,
    summary: 'Make a new secret; the one before signs along for a while',
    input: rotateWebhookInput,
    output: rotatedSecretOut,
    verb: verbs.rotateWebhookSecret,
  }),
  route('POST', '/webhooks/{webhookId}/test', {
    ...changing,
    summary: 'Send a test event and wait for the answer',
    input: webhookRef,
    output: testWebhookOut,
    verb: testWebhook,
    external: true,
  }),
  route('POST', '/webhooks/{webhookId}/resend-failed', {
    ...changing,
    summary: 'Send what failed for good again, oldest first, up to 200 in one call',
    input: webhookRef,
    output: resentOut,
    verb: log.resendFailed,
  }),
  route('GET', '/webhook-deliveries', {
    ...reading,
    summary: 'List events and how they reached webhooks',
    input: listWebhookDeliveriesInput,
    output: webhookDeliveryPage,
    verb: log.listWebhookDeliveries,
  }),
  route('GET', '/webhook-deliveries/{deliveryId}', {
    ...reading,
    summary: 'Get a delivery with its body, its attempts and what was answered',
    input: webhookDeliveryRef,
    output: webhookDeliveryDetailOut,
    verb: log.getWebhookDelivery,
  }),
  route('POST', '/webhook-deliveries/{deliveryId}/resend', {
    ...changing,
    summary: 'Send an event again, failed or taken, with the same id',
    input: webhookDeliveryRef,
    output: webhookDeliveryOut,
    verb: log.resendWebhookDelivery,
  }),
];
