import { mutation, query, router } from '#server/core/trpc.ts';
import { cutOffInput, listSagasInput, sagaOut, sagaPage, sagaRef } from './schema.ts';
import { cutOff, restore } from './service/begin.ts';
import { getSaga, listSagas } from './service/read.ts';
import { retrySaga } from './service/retry.ts';

export const cutOffRouter = router({
  list: query(listSagasInput, sagaPage, listSagas),
  get: query(sagaRef, sagaOut, getSaga),
  cutOff: mutation(cutOffInput, sagaOut, cutOff),
  restore: mutation(cutOffInput, sagaOut, restore),
  retry: mutation(sagaRef, sagaOut, retrySaga),
});
