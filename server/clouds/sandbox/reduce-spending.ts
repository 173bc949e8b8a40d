/** How Ark keys and endpoints, spending and its simulation change. */
import { parseAmount } from './amount.ts';
import type { CommandBodies, Reducers } from './commands.ts';
import { dayEnd, dayOf } from './days.ts';
import type { Account, BillLine, World } from './model.ts';
import { splitByItem } from './products.ts';
import { hex, uuid } from './random.ts';
import { openSegment } from './rates.ts';
import { createKey, createUser } from './reduce-iam.ts';
import { accountOf, addProject, DEFAULT_PROJECT, entryOf, nextNumber } from './world.ts';

type SpendingCommand =
  | `arkKey.${'create' | 'update'}`
  | `endpoint.${'create' | 'update' | 'delete'}`
  | `rate.${'set' | 'remove'}`
  | 'ark.use'
  | 'spend'
  | 'history'
  | 'bulk';

const HOUR_MS = 3_600_000;

export const spendingReducers: Reducers<SpendingCommand> = {
  'arkKey.create': (world, { account: accountId, project, name }, at) => {
    const n = nextNumber(world);
    const id = `apikey-${hex(world.seed, 'ark-key', n, 16)}`;
    const secret = uuid(world.seed, `ark-key-secret${accountOf(world, accountId).salt}`, n);
    const key = { id, secret, name, project, active: true, createdAt: at, updatedAt: at };
    accountOf(world, accountId).arkKeys.set(id, key);
    world.arkSecrets.set(secret, { accountId, keyId: id });
    return id;
  },
  'arkKey.update': (world, { account, id, change }, at) => {
    Object.assign(entryOf(accountOf(world, account).arkKeys, id), change, { updatedAt: at });
    return undefined;
  },
  'endpoint.create': (world, { account, ...fields }, at) => {
    const n = nextNumber(world);
    const id = `ep-${dayOf(at).replaceAll('-', '')}-${hex(world.seed, 'endpoint', n, 5)}`;
    const endpoint = { id, ...fields, running: true, createdAt: at, updatedAt: at };
    accountOf(world, account).endpoints.set(id, endpoint);
    return id;
  },
  'endpoint.update': (world, { account, id, running }, at) => {
    Object.assign(entryOf(accountOf(world, account).endpoints, id), { running, updatedAt: at });
    return undefined;
  },
  'endpoint.delete': (world, { account, id }) => {
    accountOf(world, account).endpoints.delete(id);
    return undefined;
  },
  'ark.use': (world, body, at) => {
    const account = accountOf(world, body.account);
    const { project } = entryOf(account.arkKeys, body.keyId);
    countUsage(account, project, body, at);
    const instance = `${body.endpointId || body.model}/${body.keyId}`;
    book(
      account,
      dayOf(at),
      { project, product: 'ark_bd', instance, amount: parseAmount(body.amount), at },
      true,
    );
    return undefined;
  },
  spend: (world, { account: accountId, project, product, instance, day, amount, correction }, at) => {
    const account = accountOf(world, accountId);
    const kind = correction ? 'adjust' : 'i';
    const named = instance ?? `${kind}-${hex(world.seed, 'instance', nextNumber(world), 17)}`;
    const spentAt = correction ? 0 : Math.min(at, dayEnd(day));
    const spent = { project, product, instance: named, amount: parseAmount(amount), at: spentAt };
    book(account, day, spent, instance !== null);
    return named;
  },
  'rate.set': (world, body, at) => {
    const account = accountOf(world, body.account);
    const { project, product, userId, arkKeyId, endpointId } = body;
    const id = body.id ?? `rate-${hex(world.seed, 'rate', nextNumber(world), 10)}`;
    const known = account.rates.get(id);
    const instance = body.instance ?? known?.instance ?? `i-${id}`;
    const perHour = parseAmount(body.perHour);
    const fields = { id, project, product, instance, userId, arkKeyId, endpointId, perHour, removed: false };
    // What a rate spent under its old project, product or instance keeps its place, so a moved rate is a new one.
    const moved =
      known && (known.project !== project || known.product !== product || known.instance !== instance);
    if (known && !moved) Object.assign(known, fields);
    else {
      if (known) retire(account, known.id, at);
      const start = { from: Math.floor((body.since ?? at) / 1000), to: Math.floor(at / 1000), perHour };
      account.rates.set(id, { ...fields, segments: body.since === null ? [] : [start] });
    }
    if (body.unnamed) account.unnamed.add(instance);
    account.billRevision += 1;
    return id;
  },
  'rate.remove': (world, { account, id }) => {
    entryOf(accountOf(world, account).rates, id).removed = true;
    return undefined;
  },
  history: (world, { account: id, unnamed, lines, ...fields }) => {
    const account = accountOf(world, id);
    const parsed = lines.map((line) => ({ ...line, daily: parseAmount(line.daily) }));
    account.histories.push({ ...fields, lines: parsed });
    for (const instance of unnamed) account.unnamed.add(instance);
    account.billRevision += 1;
    return undefined;
  },
  bulk: (world, body, at) => {
    addBulk(world, body, at);
    return undefined;
  },
};

/** Keeps a replaced rate's past under another name. */
function retire(account: Account, id: string, at: number): void {
  const rate = entryOf(account.rates, id);
  const open = openSegment(rate);
  if (open) open.to = Math.floor(at / 1000);
  rate.removed = true;
  account.rates.delete(id);
  account.rates.set(`${id}@${at}`, { ...rate, id: `${id}@${at}` });
}

/** Books an amount by billing item; `merge` adds it to what the same instance already spent that day. */
function book(account: Account, day: string, spent: Omit<BillLine, 'day' | 'element'>, merge: boolean): void {
  const bookings = account.bookings.get(day) ?? [];
  for (const part of splitByItem(spent.product, spent.amount)) {
    const same = !merge
      ? undefined
      : bookings.find(
          (other) =>
            other.instance === spent.instance &&
            other.element === part.element &&
            other.project === spent.project &&
            other.product === spent.product &&
            (other.at === 0) === (spent.at === 0),
        );
    if (same) same.amount += part.amount;
    else bookings.push({ ...spent, ...part, day });
  }
  account.bookings.set(day, bookings);
  account.bookedTotal += spent.amount;
  account.billRevision += 1;
}

function countUsage(account: Account, project: string, body: CommandBodies['ark.use'], at: number): void {
  const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
  const { keyId, endpointId, model } = body;
  const id = `${hour}/${keyId}/${endpointId}/${model}`;
  const usage = account.usage.get(id) ?? {
    hour,
    project,
    keyId,
    endpointId,
    model,
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
  };
  usage.requests += 1;
  usage.inputTokens += body.inputTokens;
  usage.outputTokens += body.outputTokens;
  account.usage.set(id, usage);
}

function addBulk(world: World, body: CommandBodies['bulk'], at: number): void {
  const account = accountOf(world, body.account);
  const width = String(Math.max(body.users, body.projects)).length;
  const names = (kind: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${body.prefix}-${kind}-${String(i + 1).padStart(width, '0')}`);
  const projects = names('project', body.projects);
  for (const name of projects)
    addProject(account, { name, displayName: name, description: '', parent: DEFAULT_PROJECT }, at);
  for (const [index, name] of names('user', body.users).entries()) {
    const fields = { name, displayName: name, description: '', email: '', mobilePhone: '' };
    const user = createUser(world, account.id, fields, at);
    const project = projects[index % Math.max(1, projects.length)];
    if (project) user.policies.push({ name: 'ArkFullAccess', type: 'System', project, at });
    for (let n = 0; n < body.keysPerUser; n++) createKey(world, account.id, name, at);
  }
  if (body.rows === 0) return;
  const { rows, days, products } = body;
  const seed = nextNumber(world);
  account.bulks.push({
    seed,
    rows,
    days,
    projects: projects.length > 0 ? projects : [DEFAULT_PROJECT],
    products,
  });
  account.billRevision += 1;
}
