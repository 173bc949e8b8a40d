import { route } from '#server/core/rest.ts';
import { deliveryOut, deliveryPage, deliveryRef, listDeliveriesInput } from './schema.ts';
import * as verbs from './service.ts';

const tag = 'Channels';

export const deliveriesRest = [
  route('GET', '/deliveries', {
    tag,
    summary: 'List deliveries of alerts to channels',
    permission: 'alert:read',
    input: listDeliveriesInput,
    output: deliveryPage,
    verb: verbs.listDeliveries,
  }),
  route('POST', '/deliveries/{deliveryId}/resend', {
    tag,
    summary: 'Send a dead delivery again',
    permission: 'channel:update',
    input: deliveryRef,
    output: deliveryOut,
    verb: verbs.resendDelivery,
  }),
];
