/** IAM users and who the credential itself is. */
import { z } from 'zod';
import type { Cloud, CloudIdentity, CloudUser } from '#server/clouds/provider.ts';
import { actions } from './actions.ts';
import type { OpenApi } from './client.ts';
import { isMissing, settled } from './errors.ts';
import { id, moment, nothing, text } from './fields.ts';
import { groupsOf } from './groups.ts';
import { listIamApiKeys } from './iam-api-keys.ts';
import { deleteKey, listKeys } from './keys.ts';
import { named } from './names.ts';
import { sweep } from './paging.ts';
import { attachedDirectly, detach } from './policies.ts';

const userFields = z
  .object({
    Id: id,
    UserName: z.string().min(1),
    DisplayName: text,
    Description: text,
    Email: text,
    CreateDate: moment,
  })
  .transform(
    (user): CloudUser => ({
      id: user.Id,
      name: user.UserName,
      displayName: user.DisplayName,
      description: user.Description,
      email: user.Email,
      createdAt: user.CreateDate,
    }),
  );
const userAnswer = z.object({ User: userFields });

const caller = z.object({
  AccountId: id,
  IdentityType: text,
  IdentityId: id.nullish().transform((value) => value ?? ''),
  Trn: text,
});

export async function identity(api: OpenApi, now: () => Date): Promise<CloudIdentity> {
  const { result, cloudTime } = await api.call(actions.getCallerIdentity, {}, caller);
  const isRoot = /^(account|root)$/i.test(result.IdentityType) || result.Trn.endsWith(':root');
  const principal = result.Trn || result.IdentityId;
  return { accountId: result.AccountId, principal, isRoot, cloudTime: cloudTime ?? now() };
}

/** Whether the credential belongs to this user: cutting it off would cut off AirGate before it is done. */
export async function isCaller(api: OpenApi, user: CloudUser): Promise<boolean> {
  const { result } = await api.call(actions.getCallerIdentity, {}, caller);
  return /^user$/i.test(result.IdentityType) && result.IdentityId === user.id;
}

/** The user by name, or null. */
async function getUser(api: OpenApi, name: string): Promise<CloudUser | null> {
  return findUser(api, { UserName: named(name) });
}

async function findUser(api: OpenApi, by: { UserName: string } | { ID: string }): Promise<CloudUser | null> {
  try {
    return (await api.call(actions.getUser, by, userAnswer)).result.User;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The user as it is called now: names can be changed, ids cannot. Null when it is gone, even if the name is in use. */
export async function resolveUser(
  api: OpenApi,
  user: { id: string; name: string },
): Promise<CloudUser | null> {
  const byName = await getUser(api, user.name);
  if (byName?.id === user.id) return byName;
  const byId = await findUser(api, { ID: user.id });
  return byId?.id === user.id ? byId : null;
}

export function usersOf(api: OpenApi): Cloud['users'] {
  return {
    async *list() {
      const pages = sweep(api, {
        action: actions.listUsers,
        params: ({ offset }) => ({ Limit: 100, Offset: offset }),
        listField: 'UserMetadata',
        totalField: 'Total',
        item: userFields,
        changedCode: 'list_changed',
      });
      for await (const page of pages) yield page.items;
    },
    get: (name) => getUser(api, name),
    async create(user) {
      const params = {
        UserName: named(user.name),
        DisplayName: user.displayName,
        Description: user.description,
        Email: user.email,
      };
      return (await api.call(actions.createUser, params, userAnswer)).result.User;
    },
    async update(name, change) {
      const params = {
        UserName: named(name),
        NewDisplayName: change.displayName,
        NewDescription: change.description,
        NewEmail: change.email,
      };
      return (await api.call(actions.updateUser, params, userAnswer)).result.User;
    },
    async delete(name) {
      if (!(await getUser(api, name))) return;
      const UserName = name;
      const gone = (change: Promise<unknown>) => settled(change, isMissing);
      for (const group of await groupsOf(api, name)) {
        await gone(api.call(actions.removeUserFromGroup, { UserGroupName: group, UserName }, nothing));
      }
      for (const policy of await attachedDirectly(api, name)) await detach(api, name, policy, policy.scope);
      for (const key of await listKeys(api, name)) await deleteKey(api, name, key.id);
      for (const key of await listIamApiKeys(api, name)) {
        await gone(api.call(actions.deleteIamApiKey, { Id: key.id, UserName }, nothing));
      }
      await gone(api.call(actions.deleteLoginProfile, { UserName }, nothing));
      await gone(api.call(actions.deleteUser, { UserName }, nothing));
    },
  };
}
