import { route } from '#server/core/rest.ts';
import * as shape from './schema.ts';
import {
  createAccessKey,
  deleteAccessKey,
  listAccessKeys,
  setAccessKeyActive,
} from './service/access-keys.ts';
import { getLogin, setLogin, updateSubAccount } from './service/change.ts';
import { createSubAccount } from './service/create.ts';
import { deleteSubAccount } from './service/delete.ts';
import { importSubAccounts, releaseSubAccount } from './service/manage.ts';
import { attachPolicy, detachPolicy, listAttachedPolicies, searchPolicies } from './service/policies.ts';
import { getSubAccount, listSubAccounts } from './service/read.ts';
import { syncCloudAccount } from './service/sync.ts';

const tag = 'Sub-accounts';
const keys = 'Access keys';
const policies = 'Policies';
const external = true;

export const iamRest = [
  route('POST', '/cloud-accounts/{cloudAccountId}/sync', {
    tag,
    summary: 'Read users and projects from the cloud',
    permission: 'cloud-account:sync',
    input: shape.syncInput,
    output: shape.syncOut,
    verb: syncCloudAccount,
    external,
  }),
  route('GET', '/sub-accounts', {
    tag,
    summary: 'List sub-accounts, or the users of the cloud that are not managed',
    permission: 'sub-account:read',
    input: shape.listSubAccountsInput,
    output: shape.subAccountPage,
    verb: listSubAccounts,
  }),
  route('POST', '/sub-accounts', {
    tag,
    summary: 'Create a sub-account in the cloud, with a project, a login and an access key if wanted',
    permission: 'sub-account:create',
    input: shape.createSubAccountInput,
    output: shape.createSubAccountOut,
    verb: createSubAccount,
    status: 201,
    external,
  }),
  route('POST', '/sub-accounts/import', {
    tag,
    summary: 'Begin to manage chosen users of the cloud',
    permission: 'sub-account:create',
    input: shape.importInput,
    output: shape.importOut,
    verb: importSubAccounts,
  }),
  route('GET', '/sub-accounts/{subAccountId}', {
    tag,
    summary: 'Get a sub-account with its projects and its quota',
    permission: 'sub-account:read',
    input: shape.subAccountRef,
    output: shape.subAccountDetailOut,
    verb: getSubAccount,
  }),
  route('PATCH', '/sub-accounts/{subAccountId}', {
    tag,
    summary: 'Change details, protection and alert steps',
    permission: 'sub-account:update',
    input: shape.updateSubAccountInput,
    output: shape.subAccountDetailOut,
    verb: updateSubAccount,
    external,
  }),
  route('DELETE', '/sub-accounts/{subAccountId}', {
    tag,
    summary: 'Delete a sub-account in the cloud; its history stays',
    permission: 'sub-account:delete',
    input: shape.deleteSubAccountInput,
    output: shape.goneOut,
    verb: deleteSubAccount,
    external,
  }),
  route('POST', '/sub-accounts/{subAccountId}/release', {
    tag,
    summary:
      'Stop managing a sub-account; the cloud stays as it is, with the policies that AirGate attached in its projects',
    permission: 'sub-account:delete',
    input: shape.subAccountRef,
    output: shape.goneOut,
    verb: releaseSubAccount,
    external,
  }),
  route('GET', '/sub-accounts/{subAccountId}/login', {
    tag,
    summary: 'Get the console login as the cloud has it',
    permission: 'sub-account:read',
    input: shape.subAccountRef,
    output: shape.loginOut,
    verb: getLogin,
  }),
  route('PUT', '/sub-accounts/{subAccountId}/login', {
    tag,
    summary: 'Allow or deny console login, set or generate a password',
    permission: 'sub-account:update',
    input: shape.setLoginInput,
    output: shape.setLoginOut,
    verb: setLogin,
    external,
  }),
  route('GET', '/sub-accounts/{subAccountId}/access-keys', {
    tag: keys,
    summary: 'List access keys with their last use',
    permission: 'access-key:read',
    input: shape.subAccountRef,
    output: shape.accessKeyList,
    verb: listAccessKeys,
  }),
  route('POST', '/sub-accounts/{subAccountId}/access-keys', {
    tag: keys,
    summary: 'Create an access key; its secret is in this answer only',
    permission: 'access-key:create',
    input: shape.subAccountRef,
    output: shape.newAccessKeyOut,
    verb: createAccessKey,
    status: 201,
    external,
  }),
  route('PATCH', '/sub-accounts/{subAccountId}/access-keys/{keyId}', {
    tag: keys,
    summary: 'Activate or deactivate an access key',
    permission: 'access-key:update',
    input: shape.setAccessKeyActiveInput,
    output: shape.accessKeyStateOut,
    verb: setAccessKeyActive,
    external,
  }),
  route('DELETE', '/sub-accounts/{subAccountId}/access-keys/{keyId}', {
    tag: keys,
    summary: 'Delete an access key',
    permission: 'access-key:update',
    input: shape.accessKeyRef,
    output: shape.accessKeyStateOut,
    verb: deleteAccessKey,
    external,
  }),
  route('GET', '/cloud-accounts/{cloudAccountId}/policies', {
    tag: policies,
    summary: "Search the cloud's policies",
    permission: 'sub-account:read',
    input: shape.searchPoliciesInput,
    output: shape.policyList,
    verb: searchPolicies,
  }),
  route('GET', '/sub-accounts/{subAccountId}/policies', {
    tag: policies,
    summary: 'List what is attached, directly and through groups',
    permission: 'sub-account:read',
    input: shape.subAccountRef,
    output: shape.attachedPolicyList,
    verb: listAttachedPolicies,
  }),
  route('POST', '/sub-accounts/{subAccountId}/policies', {
    tag: policies,
    summary: 'Attach a policy everywhere or in a project',
    permission: 'sub-account:update',
    input: shape.policyChangeInput,
    output: shape.attachedPolicyList,
    verb: attachPolicy,
    external,
  }),
  route('DELETE', '/sub-accounts/{subAccountId}/policies', {
    tag: policies,
    summary: 'Detach a policy',
    permission: 'sub-account:update',
    input: shape.policyChangeInput,
    output: shape.attachedPolicyList,
    verb: detachPolicy,
    external,
  }),
];
