import { route } from '#server/core/rest.ts';
import {
  cloudAccountOut,
  cloudAccountPage,
  cloudAccountRef,
  connectCloudAccountInput,
  listCloudAccountsInput,
  rotateCredentialInput,
  updateCloudAccountInput,
} from './schema.ts';
import * as verbs from './service.ts';

const tag = 'Cloud accounts';

export const cloudsRest = [
  route('GET', '/cloud-accounts', {
    tag,
    summary: 'List cloud accounts',
    permission: 'cloud-account:read',
    input: listCloudAccountsInput,
    output: cloudAccountPage,
    verb: verbs.listCloudAccounts,
  }),
  route('POST', '/cloud-accounts', {
    tag,
    summary: 'Connect a cloud account; its credential is tested first',
    permission: 'cloud-account:connect',
    input: connectCloudAccountInput,
    output: cloudAccountOut,
    verb: verbs.connectCloudAccount,
    status: 201,
    external: true,
  }),
  route('GET', '/cloud-accounts/{cloudAccountId}', {
    tag,
    summary: 'Get a cloud account',
    permission: 'cloud-account:read',
    input: cloudAccountRef,
    output: cloudAccountOut,
    verb: verbs.getCloudAccount,
  }),
  route('PATCH', '/cloud-accounts/{cloudAccountId}', {
    tag,
    summary: 'Rename a cloud account',
    permission: 'cloud-account:connect',
    input: updateCloudAccountInput,
    output: cloudAccountOut,
    verb: verbs.updateCloudAccount,
  }),
  route('POST', '/cloud-accounts/{cloudAccountId}/credential', {
    tag,
    summary: 'Replace the credential by another one of the same cloud account',
    permission: 'cloud-account:connect',
    input: rotateCredentialInput,
    output: cloudAccountOut,
    verb: verbs.rotateCredential,
    external: true,
  }),
  route('DELETE', '/cloud-accounts/{cloudAccountId}', {
    tag,
    summary: 'Disconnect a cloud account and forget its credential',
    permission: 'cloud-account:connect',
    input: cloudAccountRef,
    output: cloudAccountOut,
    verb: verbs.disconnectCloudAccount,
  }),
];
