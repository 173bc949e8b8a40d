import { mutation, query, router } from '#server/core/trpc.ts';
import { deliveryOut, deliveryPage, deliveryRef, listDeliveriesInput } from './schema.ts';
import * as verbs from './service.ts';

export const deliveriesRouter = router({
  list: query(listDeliveriesInput, deliveryPage, verbs.listDeliveries),
  resend: mutation(deliveryRef, deliveryOut, verbs.resendDelivery),
});
