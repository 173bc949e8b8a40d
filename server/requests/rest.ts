import { route } from '#server/core/rest.ts';
import * as shape from './schema.ts';
import { createRequest, withdrawRequest } from './service/asking.ts';
import { approveRequest, rejectRequest } from './service/deciding.ts';
import { getMySubAccount, listMyKeys, listMySubAccounts } from './service/mine.ts';
import { getRequest, listMyRequests, listRequests } from './service/reading.ts';

const tag = 'Quota requests';
const me = 'Self-service';

export const requestsRest = [
  route('GET', '/quota-requests', {
    tag,
    summary: 'List requests for quota',
    permission: 'quota:read',
    input: shape.listRequestsInput,
    output: shape.requestPage,
    verb: listRequests,
  }),
  route('POST', '/quota-requests', {
    tag,
    summary: 'Ask for quota, as the member who made the key',
    permission: 'quota:request',
    input: shape.createRequestInput,
    output: shape.requestOut,
    verb: createRequest,
    status: 201,
  }),
  route('GET', '/quota-requests/{quotaRequestId}', {
    tag,
    summary: 'Get a request for quota',
    permission: 'tenant:read',
    input: shape.requestRef,
    output: shape.requestOut,
    verb: getRequest,
  }),
  route('POST', '/quota-requests/{quotaRequestId}/approve', {
    tag,
    summary: 'Approve a request and allocate what it asks for, or another amount',
    permission: 'quota:allocate',
    input: shape.approveRequestInput,
    output: shape.requestOut,
    verb: approveRequest,
  }),
  route('POST', '/quota-requests/{quotaRequestId}/reject', {
    tag,
    summary: 'Reject a request',
    permission: 'quota:allocate',
    input: shape.rejectRequestInput,
    output: shape.requestOut,
    verb: rejectRequest,
  }),
  route('POST', '/quota-requests/{quotaRequestId}/withdraw', {
    tag,
    summary: "Withdraw a request of one's own",
    permission: 'quota:request',
    input: shape.requestRef,
    output: shape.requestOut,
    verb: withdrawRequest,
  }),
  route('GET', '/me/sub-accounts', {
    tag: me,
    summary: 'List the sub-accounts that the member who made the key holds',
    permission: 'tenant:read',
    input: shape.listMySubAccountsInput,
    output: shape.mySubAccountPage,
    verb: listMySubAccounts,
  }),
  route('GET', '/me/sub-accounts/{subAccountId}', {
    tag: me,
    summary: 'Get one of them with its quota and its spending by day',
    permission: 'tenant:read',
    input: shape.mySubAccountInput,
    output: shape.mySubAccountDetailOut,
    verb: getMySubAccount,
  }),
  route('GET', '/me/quota-requests', {
    tag: me,
    summary: 'List the requests that the member who made the key has made',
    permission: 'tenant:read',
    input: shape.listMyRequestsInput,
    output: shape.requestPage,
    verb: listMyRequests,
  }),
  route('GET', '/me/api-keys', {
    tag: me,
    summary: 'List the API keys that the member has made',
    permission: 'tenant:read',
    input: shape.listMyKeysInput,
    output: shape.myKeyPage,
    verb: listMyKeys,
  }),
];
