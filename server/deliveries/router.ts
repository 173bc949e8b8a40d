import { mutation, query, router } from '#server/core/trpc.ts';
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

export const deliveriesRouter = router({
  list: query(listDeliveriesInput, deliveryPage, verbs.listDeliveries),
  get: query(deliveryRef, deliveryDetailOut, verbs.getDelivery),
  resend: mutation(deliveryRef, deliveryOut, verbs.resendDelivery),
  resendDead: mutation(channelDeadRef, resentOut, verbs.resendDead),
  discard: mutation(deliveryRef, deliveryOut, verbs.discardDelivery),
  discardDead: mutation(channelDeadRef, discardedOut, verbs.discardDead),
});
