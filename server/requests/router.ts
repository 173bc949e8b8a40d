import { z } from 'zod';
import { mutation, query, router } from '#server/core/trpc.ts';
import * as shape from './schema.ts';
import { createRequest, withdrawRequest } from './service/asking.ts';
import { approveRequest, rejectRequest } from './service/deciding.ts';
import { getMySubAccount, listMyKeys, listMySubAccounts } from './service/mine.ts';
import { countPending, getRequest, listMyRequests, listRequests } from './service/reading.ts';

export const requestsRouter = router({
  list: query(shape.listRequestsInput, shape.requestPage, listRequests),
  get: query(shape.requestRef, shape.requestOut, getRequest),
  pending: query(z.void(), shape.pendingOut, countPending),
  create: mutation(shape.createRequestInput, shape.requestOut, createRequest),
  approve: mutation(shape.approveRequestInput, shape.requestOut, approveRequest),
  reject: mutation(shape.rejectRequestInput, shape.requestOut, rejectRequest),
  withdraw: mutation(shape.requestRef, shape.requestOut, withdrawRequest),
  mine: query(shape.listMyRequestsInput, shape.requestPage, listMyRequests),
  mySubAccounts: query(shape.listMySubAccountsInput, shape.mySubAccountPage, listMySubAccounts),
  mySubAccount: query(shape.mySubAccountInput, shape.mySubAccountDetailOut, getMySubAccount),
  myKeys: query(shape.listMyKeysInput, shape.myKeyPage, listMyKeys),
});
