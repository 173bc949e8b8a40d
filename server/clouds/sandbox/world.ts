/** Making and reading the sandbox's memory. */

import { parseAmount } from './amount.ts';
import type { CommandBodies } from './commands.ts';
import type { Account, Group, User, World } from './model.ts';
import { seededAccount } from './seed.ts';

export const DEFAULT_PROJECT = 'default';
const OPENING_BALANCE = parseAmount('100000');

export function emptyWorld(seed: number, at: number): World {
  const world: World = {
    seed,
    counter: 0,
    offsetMs: 0,
    frozenAt: null,
    lastAt: at,
    config: { throttle: true, detailLagMinutes: 0, splitLagHours: 0, unattributedShare: 0 },
    mainAccountId: '',
    accounts: new Map(),
    keys: new Map(),
    arkSecrets: new Map(),
  };
  world.mainAccountId = addAccount(world, { name: 'sandbox' }, at).id;
  return world;
}

/** The next number of the world; every id is made of the seed and such a number. */
export function nextNumber(world: World): number {
  world.counter += 1;
  return world.counter;
}

type NewAccount = CommandBodies['account.create'];

/** Adds an account with its root key and its default project. */
export function addAccount(
  world: World,
  { name, currency = 'CNY', salt = '' }: NewAccount,
  at: number,
): Account {
  const seeded = seededAccount(world.seed, world.accounts.size, salt);
  const account: Account = {
    id: seeded.accountId,
    name,
    currency,
    salt,
    createdAt: at,
    aheadMs: 0,
    balance: OPENING_BALANCE,
    rootKeys: [seeded.accessKeyId],
    users: new Map(),
    usersById: new Map(),
    groups: new Map(),
    policies: new Map(),
    projects: new Map(),
    arkKeys: new Map(),
    endpoints: new Map(),
    usage: new Map(),
    rates: new Map(),
    bookings: new Map(),
    bookedTotal: 0n,
    histories: [],
    bulks: [],
    unnamed: new Set(),
    billRevision: 0,
  };
  world.accounts.set(account.id, account);
  world.keys.set(seeded.accessKeyId, {
    id: seeded.accessKeyId,
    secret: seeded.secretAccessKey,
    accountId: account.id,
    userId: null,
    active: true,
    createdAt: at,
    updatedAt: at,
    lastUse: null,
  });
  addProject(
    account,
    { name: DEFAULT_PROJECT, displayName: DEFAULT_PROJECT, description: '', parent: '' },
    at,
  );
  return account;
}

export function addProject(
  account: Account,
  fields: { name: string; displayName: string; description: string; parent: string },
  at: number,
): void {
  account.projects.set(fields.name, { ...fields, createdAt: at, updatedAt: at });
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the journal names ${what}, which does not exist`);
  return value;
}

export const accountOf = (world: World, id: string): Account =>
  found(world.accounts.get(id), `account ${id}`);
export const userOf = (account: Account, name: string): User =>
  found(account.users.get(name), `user ${name}`);
export const groupOf = (account: Account, name: string): Group =>
  found(account.groups.get(name), `group ${name}`);
export const entryOf = <T>(map: Map<string, T>, id: string): T => found(map.get(id), id);
