/** The OpenAPI actions that AirGate uses: where each lives, how it is sent, and whether it may be sent twice. */

/** `read` and `idempotent` may be repeated; `once` must not: a repeat could make a second key, user or endpoint. */
export type Safety = 'read' | 'idempotent' | 'once';

export type Action = {
  name: string;
  service: 'iam' | 'billing' | 'sts' | 'ark';
  version: string;
  method: 'GET' | 'POST';
  safety: Safety;
};

type Family = Pick<Action, 'service' | 'version' | 'method'>;

const iam: Family = { service: 'iam', version: '2018-01-01', method: 'GET' };
const iamPost: Family = { ...iam, method: 'POST' };
const iamProjects: Family = { service: 'iam', version: '2021-08-01', method: 'GET' };
const sts: Family = { service: 'sts', version: '2018-01-01', method: 'POST' };
const billing: Family = { service: 'billing', version: '2022-01-01', method: 'POST' };
const ark: Family = { service: 'ark', version: '2024-01-01', method: 'POST' };

const read = (family: Family, name: string): Action => ({ ...family, name, safety: 'read' });
const idempotent = (family: Family, name: string): Action => ({ ...family, name, safety: 'idempotent' });
const once = (family: Family, name: string): Action => ({ ...family, name, safety: 'once' });

export const actions = {
  getCallerIdentity: read(sts, 'GetCallerIdentity'),

  listUsers: read(iam, 'ListUsers'),
  getUser: read(iam, 'GetUser'),
  createUser: once(iam, 'CreateUser'),
  updateUser: idempotent(iam, 'UpdateUser'),
  deleteUser: idempotent(iam, 'DeleteUser'),

  getLoginProfile: read(iam, 'GetLoginProfile'),
  createLoginProfile: once(iamPost, 'CreateLoginProfile'),
  updateLoginProfile: idempotent(iamPost, 'UpdateLoginProfile'),
  deleteLoginProfile: idempotent(iam, 'DeleteLoginProfile'),

  listAccessKeys: read(iam, 'ListAccessKeys'),
  createAccessKey: once(iam, 'CreateAccessKey'),
  updateAccessKey: idempotent(iam, 'UpdateAccessKey'),
  deleteAccessKey: idempotent(iam, 'DeleteAccessKey'),
  getAccessKeyLastUsed: read(iam, 'GetAccessKeyLastUsed'),

  listIamApiKeys: read(iam, 'ListApiKeys'),
  updateIamApiKey: idempotent(iam, 'UpdateApiKey'),
  deleteIamApiKey: idempotent(iam, 'DeleteApiKey'),

  listPolicies: read(iam, 'ListPolicies'),
  getPolicy: read(iam, 'GetPolicy'),
  // Only ever sent for one fixed document, so a repeat can do no more than answer that it exists.
  createPolicy: idempotent(iam, 'CreatePolicy'),
  updatePolicy: idempotent(iam, 'UpdatePolicy'),
  listAttachedUserPolicies: read(iam, 'ListAttachedUserPolicies'),
  attachUserPolicy: idempotent(iam, 'AttachUserPolicy'),
  detachUserPolicy: idempotent(iam, 'DetachUserPolicy'),
  attachPolicyInProject: idempotent(iamProjects, 'AttachPolicyInProject'),
  detachPolicyInProject: idempotent(iamProjects, 'DetachPolicyInProject'),

  listGroupsForUser: read(iam, 'ListGroupsForUser'),
  listAttachedUserGroupPolicies: read(iam, 'ListAttachedUserGroupPolicies'),
  removeUserFromGroup: idempotent(iam, 'RemoveUserFromGroup'),

  listProjects: read(iamProjects, 'ListProjects'),

  listBillDetail: read(billing, 'ListBillDetail'),
  listSplitBillDetail: read(billing, 'ListSplitBillDetail'),
  queryBalance: read(billing, 'QueryBalanceAcct'),

  listArkApiKeys: read(ark, 'ListApiKeys'),
  updateArkApiKey: idempotent(ark, 'UpdateApiKey'),
  listEndpoints: read(ark, 'ListEndpoints'),
  stopEndpoint: idempotent(ark, 'StopEndpoint'),
  startEndpoint: idempotent(ark, 'StartEndpoint'),
} as const satisfies Record<string, Action>;
