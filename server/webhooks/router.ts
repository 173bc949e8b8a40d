import { z } from 'zod';
import { rotatedSecretOut } from '#server/channels/schema.ts';
import { mutation, query, router } from '#server/core/trpc.ts';
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

export const webhooksRouter = router({
  list: query(listWebhooksInput, webhookPage, verbs.listWebhooks),
  get: query(webhookRef, webhookOut, verbs.getWebhook),
  create: mutation(createWebhookInput, createdWebhookOut, verbs.createWebhook),
  update: mutation(updateWebhookInput, webhookOut, verbs.updateWebhook),
  rotateSecret: mutation(rotateWebhookInput, rotatedSecretOut, verbs.rotateWebhookSecret),
  delete: mutation(webhookRef, webhookOut, verbs.deleteWebhook),
  test: mutation(webhookRef, testWebhookOut, testWebhook, { external: true }),
  eventTypes: query(z.void(), webhookEventTypesOut, listWebhookEventTypes),
  deliveries: query(listWebhookDeliveriesInput, webhookDeliveryPage, log.listWebhookDeliveries),
  delivery: query(webhookDeliveryRef, webhookDeliveryDetailOut, log.getWebhookDelivery),
  resend: mutation(webhookDeliveryRef, webhookDeliveryOut, log.resendWebhookDelivery),
  resendFailed: mutation(webhookRef, resentOut, log.resendFailed),
});
