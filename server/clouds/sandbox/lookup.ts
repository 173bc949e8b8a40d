/** Finding what a call names, or refusing it the way the cloud does. */
import type { Call } from './action.ts';
import { refuse } from './errors.ts';
import type { AccessKey, ArkKey, CustomPolicy, Endpoint, Group, PolicyType, Project, User } from './model.ts';

export const needUser = ({ account }: Call, name: string): User =>
  account.users.get(name) ?? refuse('UserNotExist', `User '${name}' cannot be found.`);

export const needGroup = ({ account }: Call, name: string): Group =>
  account.groups.get(name) ?? refuse('UserGroupNotExist', `User group '${name}' cannot be found.`);

export const needProject = ({ account }: Call, name: string): Project =>
  account.projects.get(name) ?? refuse('ProjectNotExist', `Project '${name}' cannot be found.`);

export const needCustomPolicy = ({ account }: Call, name: string): CustomPolicy =>
  account.policies.get(name) ?? refuse('PolicyNotExist', `Policy '${name}' cannot be found.`);

export const needArkKey = ({ account }: Call, id: string): ArkKey =>
  account.arkKeys.get(id) ?? refuse('NotFound.ApiKey', `The API key ${id} does not exist.`);

export const needEndpoint = ({ account }: Call, id: string): Endpoint =>
  account.endpoints.get(id) ?? refuse('NotFound.Endpoint', `The endpoint ${id} does not exist.`);

export function needPolicyType(text: string): PolicyType {
  return text === 'System' || text === 'Custom'
    ? text
    : refuse('InvalidPolicyType', `Invalid PolicyType '${text}', err: it must be System or Custom`);
}

/** An access key of the account; with `userName` it must be that user's. */
export function needAccessKey({ store, account }: Call, id: string, userName: string | undefined): AccessKey {
  const key = store.world.keys.get(id);
  const owner = key?.userId == null ? undefined : account.usersById.get(key.userId)?.name;
  if (key?.accountId !== account.id || (userName !== undefined && owner !== userName))
    return refuse('AccessKeyNotExist', `The accessKey '${id}' can not be found`);
  return key;
}
