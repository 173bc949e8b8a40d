/** Service `iam`, version 2018-01-01: access keys and IAM API keys. */
import { action, type Call } from './action.ts';
import { iamDate } from './days.ts';
import { refuse } from './errors.ts';
import { MAX_KEYS_PER_USER } from './iam-users.ts';
import { needAccessKey, needUser } from './lookup.ts';
import type { AccessKey, ApiKey, User } from './model.ts';

/** Without a name a call is about the caller, which for the main account's key is the main account itself. */
const subject = (call: Call, name: string | undefined): User | null =>
  name ? needUser(call, name) : call.user;

const keyView = (call: Call, key: AccessKey) => ({
  AccessKeyId: key.id,
  Status: key.active ? 'active' : 'inactive',
  UserName: key.userId === null ? '' : (call.account.usersById.get(key.userId)?.name ?? ''),
  CreateDate: iamDate(key.createdAt),
  UpdateDate: iamDate(key.updatedAt),
});

const apiKeyView = (key: ApiKey) => ({
  Id: key.id,
  Name: key.name,
  Status: key.active ? 'active' : 'inactive',
  PermissionsBoundary: '',
  CreateDate: iamDate(key.createdAt),
  UpdateDate: iamDate(key.updatedAt),
});

function isActive(status: string): boolean {
  if (status === 'active' || status === 'inactive') return status === 'active';
  return refuse(
    'InvalidAccessKeyStatus',
    `Invalid accessKey status: '${status}', err: it must be active or inactive`,
  );
}

function needApiKey(user: User, id: string): ApiKey {
  return (
    user.apiKeys.find((key) => key.id === id) ??
    refuse('ApiKeyNotExist', `The API key '${id}' can not be found`)
  );
}

const needOwner = (call: Call, name: string | undefined): User =>
  subject(call, name) ?? refuse('MissingParameter', 'The required parameter UserName is missing.');

export const keyActions = {
  CreateAccessKey: action({ UserName: 'text' }, ({ UserName }, call) => {
    const user = subject(call, UserName);
    if ((user?.keys ?? call.account.rootKeys).length >= MAX_KEYS_PER_USER)
      refuse('AccessKeyLimitExceeded', `Exceed account accessKey quota: '${MAX_KEYS_PER_USER}'`);
    const id = call.store.create('key.create', { account: call.account.id, user: user?.name ?? null });
    const key = needAccessKey(call, id, undefined);
    return { AccessKey: { ...keyView(call, key), SecretAccessKey: key.secret } };
  }),
  ListAccessKeys: action({ UserName: 'text' }, ({ UserName }, call) => {
    const ids = subject(call, UserName)?.keys ?? call.account.rootKeys;
    return { AccessKeyMetadata: ids.map((id) => keyView(call, needAccessKey(call, id, undefined))) };
  }),
  UpdateAccessKey: action({ AccessKeyId: 'text!', Status: 'text!', UserName: 'text' }, (params, call) => {
    const key = needAccessKey(call, params.AccessKeyId, params.UserName);
    call.store.commit('key.update', { id: key.id, active: isActive(params.Status) });
  }),
  DeleteAccessKey: action({ AccessKeyId: 'text!', UserName: 'text' }, (params, call) => {
    const key = needAccessKey(call, params.AccessKeyId, params.UserName);
    if (key.active)
      refuse('AccessKeyDeleteConflict', `The accessKey '${key.id}' must be inactive before it is deleted`);
    call.store.commit('key.delete', { id: key.id });
  }),
  GetAccessKeyLastUsed: action({ AccessKeyId: 'text!', UserName: 'text' }, (params, call) => {
    const { lastUse } = needAccessKey(call, params.AccessKeyId, params.UserName);
    return {
      AccessKeyLastUsed: {
        Region: lastUse?.region ?? '',
        Service: lastUse?.service ?? '',
        RequestTime: lastUse ? iamDate(lastUse.at) : '',
      },
    };
  }),
  CreateApiKey: action({ UserName: 'text', Name: 'text' }, (params, call) => {
    const user = needOwner(call, params.UserName);
    const name = params.Name ?? '';
    const id = call.store.create('apiKey.create', { account: call.account.id, user: user.name, name });
    const key = needApiKey(user, id);
    return { ApiKey: { ...apiKeyView(key), Secret: key.secret } };
  }),
  ListApiKeys: action({ UserName: 'text' }, ({ UserName }, call) => ({
    ApiKeys: needOwner(call, UserName).apiKeys.map(apiKeyView),
  })),
  UpdateApiKey: action({ Id: 'text!', Status: 'text!', UserName: 'text' }, (params, call) => {
    const user = ownerOf(call, params.Id, params.UserName);
    const active = isActive(params.Status);
    call.store.commit('apiKey.update', { account: call.account.id, user: user.name, id: params.Id, active });
  }),
  DeleteApiKey: action({ Id: 'text!', UserName: 'text' }, (params, call) => {
    const user = ownerOf(call, params.Id, params.UserName);
    call.store.commit('apiKey.delete', { account: call.account.id, user: user.name, id: params.Id });
  }),
};

function ownerOf(call: Call, id: string, name: string | undefined): User {
  const users = name ? [needUser(call, name)] : [...call.account.users.values()];
  return (
    users.find((user) => user.apiKeys.some((key) => key.id === id)) ??
    refuse('ApiKeyNotExist', `The API key '${id}' can not be found`)
  );
}
