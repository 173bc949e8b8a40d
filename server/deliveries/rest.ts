import { route } from '#server/core/rest.ts';
import {
  channelDeadRef,
  deliveryDetailOut,
  deliveryOut,
  deliveryPage,
  deliveryRef,
  discardedOut,
  listDeliveriesInput,
  resentOut,
} from './schema.ts';
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
  route('GET', '/deliveries/{deliveryId}', {
    tag,
    summary: 'Get a delivery with its attempts and what was answered',
    permission: 'alert:read',
    input: deliveryRef,
    output: deliveryDetailOut,
    verb: verbs.getDelivery,
  }),
  route('POST', '/deliveries/{deliveryId}/resend', {
    tag,
    summary: 'Send a dead or discarded delivery again',
    permission: 'channel:update',
    input: deliveryRef,
    output: deliveryOut,
    verb: verbs.resendDelivery,
  }),
  route('POST', '/deliveries/{deliveryId}/discard', {
    tag,
    summary: 'Give up a dead delivery',
    permission: 'channel:update',
    input: deliveryRef,
    output: deliveryOut,
    verb: verbs.discardDelivery,
  }),
  route('POST', '/channels/{channelId}/resend-dead', {
    tag,
    summary: 'Send the dead deliveries of a channel again, oldest first, up to 200 in one call',
    permission: 'channel:update',
    input: channelDeadRef,
    output: resentOut,
    verb: verbs.resendDead,
  }),
  route('POST', '/channels/{channelId}/discard-dead', {
    tag,
    summary: 'Give up all dead deliveries of a channel',
    permission: 'channel:update',
    input: channelDeadRef,
    output: discardedOut,
    verb: verbs.discardDead,
  }),
];
