/** How users, their credentials and their groups change. */
import type { CommandBodies, Reducers } from './commands.ts';
import type { User, World } from './model.ts';
import { accessKeyId, digits, hex, secretKey, uuid } from './random.ts';
import { accountOf, entryOf, groupOf, nextNumber, userOf } from './world.ts';

type IamCommand =
  | `user.${'create' | 'update' | 'delete'}`
  | `login.${'set' | 'delete'}`
  | `key.${'create' | 'update' | 'delete' | 'use'}`
  | `apiKey.${'create' | 'update' | 'delete'}`
  | `group.${'create' | 'add' | 'remove'}`;

export const iamReducers: Reducers<IamCommand> = {
  'user.create': (world, { account, ...fields }, at) => {
    createUser(world, account, fields, at);
    return undefined;
  },
  'user.update': (world, { account: id, name, change }, at) => {
    const account = accountOf(world, id);
    const user = userOf(account, name);
    account.users.delete(user.name);
    Object.assign(user, change, { updatedAt: at });
    account.users.set(user.name, user);
    return undefined;
  },
  'user.delete': (world, { account: id, name }) => {
    const account = accountOf(world, id);
    account.usersById.delete(userOf(account, name).id);
    account.users.delete(name);
    return undefined;
  },
  'login.set': (world, { account, user: name, allowed, resetRequired }, at) => {
    const user = userOf(accountOf(world, account), name);
    user.login = { allowed, resetRequired, createdAt: user.login?.createdAt ?? at, updatedAt: at };
    return undefined;
  },
  'login.delete': (world, { account, user }) => {
    userOf(accountOf(world, account), user).login = null;
    return undefined;
  },
  'key.create': (world, { account, user }, at) => createKey(world, account, user, at),
  'key.update': (world, { id, active }, at) => {
    Object.assign(entryOf(world.keys, id), { active, updatedAt: at });
    return undefined;
  },
  'key.delete': (world, { id }) => {
    const key = entryOf(world.keys, id);
    const account = accountOf(world, key.accountId);
    const owner = key.userId === null ? undefined : account.usersById.get(key.userId);
    if (owner) owner.keys = owner.keys.filter((other) => other !== id);
    else account.rootKeys = account.rootKeys.filter((other) => other !== id);
    world.keys.delete(id);
    return undefined;
  },
  'key.use': (world, { id, service, region }, at) => {
    entryOf(world.keys, id).lastUse = { at, service, region };
    return undefined;
  },
  'apiKey.create': (world, { account, user, name }, at) => {
    const n = nextNumber(world);
    const id = `ak-${hex(world.seed, 'api-key', n, 20)}`;
    const secret = uuid(world.seed, `api-key-secret${accountOf(world, account).salt}`, n);
    const key = { id, secret, name, active: true, createdAt: at, updatedAt: at };
    userOf(accountOf(world, account), user).apiKeys.push(key);
    return id;
  },
  'apiKey.update': (world, { account, user, id, active }, at) => {
    for (const key of userOf(accountOf(world, account), user).apiKeys)
      if (key.id === id) Object.assign(key, { active, updatedAt: at });
    return undefined;
  },
  'apiKey.delete': (world, { account, user: name, id }) => {
    const user = userOf(accountOf(world, account), name);
    user.apiKeys = user.apiKeys.filter((key) => key.id !== id);
    return undefined;
  },
  'group.create': (world, { account, ...fields }, at) => {
    const group = { ...fields, createdAt: at, updatedAt: at, policies: [] };
    accountOf(world, account).groups.set(fields.name, group);
    return undefined;
  },
  'group.add': (world, { account: id, group, user }) => {
    const account = accountOf(world, id);
    userOf(account, user).groups.push(groupOf(account, group).name);
    return undefined;
  },
  'group.remove': (world, { account, group, user: name }) => {
    const user = userOf(accountOf(world, account), name);
    user.groups = user.groups.filter((other) => other !== group);
    return undefined;
  },
};

export function createUser(
  world: World,
  accountId: string,
  fields: Omit<CommandBodies['user.create'], 'account'>,
  at: number,
): User {
  const account = accountOf(world, accountId);
  let id = Number(digits(world.seed, 'user', nextNumber(world), 8));
  while (account.usersById.has(id)) id = Number(digits(world.seed, 'user', nextNumber(world), 8));
  const user: User = {
    id,
    ...fields,
    createdAt: at,
    updatedAt: at,
    login: null,
    keys: [],
    apiKeys: [],
    policies: [],
    groups: [],
  };
  account.users.set(user.name, user);
  account.usersById.set(id, user);
  return user;
}

export function createKey(world: World, accountId: string, userName: string | null, at: number): string {
  const account = accountOf(world, accountId);
  const n = nextNumber(world);
  const user = userName === null ? null : userOf(account, userName);
  const id = accessKeyId(world.seed, n);
  const secret = secretKey(world.seed, n, account.salt);
  const userId = user?.id ?? null;
  world.keys.set(id, {
    id,
    secret,
    accountId,
    userId,
    active: true,
    createdAt: at,
    updatedAt: at,
    lastUse: null,
  });
  (user?.keys ?? account.rootKeys).push(id);
  return id;
}
