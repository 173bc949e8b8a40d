/** The control interface `/_sandbox/...`: what a test, a demo or a benchmark can see and arrange. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import * as schema from './control-schema.ts';
import { type AccountView, clockView, stateView, totalsView } from './control-view.ts';
import { dayOf, dayStart } from './days.ts';
import { seedDemo } from './demo.ts';
import type { Account } from './model.ts';
import { spendingBlock } from './rates.ts';
import type { Sandbox } from './sandbox.ts';
import { DEFAULT_PROJECT } from './world.ts';

/** A request that the control interface cannot follow; the message says why. */
export class ControlError extends Error {}

const no = (message: string): never => {
  throw new ControlError(message);
};

type Route = (sandbox: Sandbox, input: unknown) => unknown;

function route<S extends z.ZodType>(input: S, run: (sandbox: Sandbox, input: z.output<S>) => unknown): Route {
  return (sandbox, given) => {
    const parsed = input.safeParse(given);
    if (parsed.success) return run(sandbox, parsed.data);
    const [issue] = parsed.error.issues;
    return no(`${issue?.path.join('.') || 'the input'}: ${issue?.message ?? 'is not valid'}`);
  };
}

function accountFor({ store }: Sandbox, id: string | undefined): Account {
  const { accounts, mainAccountId } = store.world;
  return accounts.get(id ?? mainAccountId) ?? no(`there is no account ${id ?? mainAccountId}`);
}

function needProject(account: Account, name: string): string {
  return account.projects.has(name) ? name : no(`there is no project ${name}`);
}

function needUserId(account: Account, name: string | undefined): number | null {
  if (name === undefined) return null;
  return account.users.get(name)?.id ?? no(`there is no user ${name}`);
}

function pastDay({ store }: Sandbox, account: Account, day: string | undefined): string {
  const today = dayOf(store.now(account));
  return (day ?? today) <= today ? (day ?? today) : no(`${day} is in the future; today is ${today}`);
}

function setRate(sandbox: Sandbox, account: Account, rate: z.output<typeof schema.rateInput>): string {
  const { arkKey: arkKeyId = null, endpoint: endpointId = null } = rate;
  if (arkKeyId !== null && !account.arkKeys.has(arkKeyId)) no(`there is no Ark key ${arkKeyId}`);
  if (endpointId !== null && !account.endpoints.has(endpointId)) no(`there is no endpoint ${endpointId}`);
  return sandbox.store.create('rate.set', {
    account: account.id,
    id: rate.id ?? null,
    project: needProject(account, rate.project),
    product: rate.product,
    instance: rate.instance ?? null,
    userId: needUserId(account, rate.user),
    arkKeyId,
    endpointId,
    perHour: rate.amountPerHour,
    since: rate.sinceDay === undefined ? null : dayStart(pastDay(sandbox, account, rate.sinceDay)),
    unnamed: rate.unnamed ?? false,
  });
}

/** Moves virtual time and keeps it moving, or standing, as it was. */
function setClock({ store, realNow }: Sandbox, change: { byMs?: number; frozen?: boolean }): void {
  const at = store.now() + (change.byMs ?? 0);
  const frozen = change.frozen ?? store.world.frozenAt !== null;
  store.commit('clock', { offsetMs: Math.round(at - realNow()), frozenAt: frozen ? Math.round(at) : null });
}

const json: Readonly<Record<string, Route>> = {
  'GET /_sandbox': route(schema.accountQuery, (sandbox, { account }) => ({
    ok: true,
    clock: clockView(sandbox.store, account === undefined ? null : accountFor(sandbox, account)),
  })),
  'GET /_sandbox/state': route(schema.accountQuery, (sandbox, input) =>
    stateView(sandbox.store, accountFor(sandbox, input.account)),
  ),
  'GET /_sandbox/totals': route(schema.totalsQuery, (sandbox, { account, month, day }) => ({
    totals: totalsView(sandbox.store, accountFor(sandbox, account), month, day),
  })),
  'GET /_sandbox/calls': route(schema.accountQuery, ({ calls }) => calls.read()),
  'GET /_sandbox/account-calls': route(schema.callsQuery, (sandbox, { account, limit = 50 }) => ({
    calls: sandbox.calls.of(accountFor(sandbox, account).id, limit),
  })),
  'DELETE /_sandbox/calls': route(schema.accountQuery, ({ calls }) => calls.clear()),
  'POST /_sandbox/spend': route(schema.spendInput, (sandbox, input) => {
    const { store } = sandbox;
    const account = accountFor(sandbox, input.account);
    const { product, amount, instance = null, correction = false } = input;
    const project = needProject(account, input.project);
    const day = pastDay(sandbox, account, input.day);
    if (input.user !== undefined) {
      needUserId(account, input.user);
      const blocked = spendingBlock(store.world, account, account.users.get(input.user), {
        project,
        product,
      });
      if (blocked !== null) return { booked: false, reason: blocked };
    }
    const body = { account: account.id, project, product, instance, day, amount, correction };
    return { booked: true, instance: store.create('spend', body) };
  }),
  'POST /_sandbox/rates': route(schema.ratesInput, (sandbox, input) => {
    const account = accountFor(sandbox, input.account);
    for (const id of input.remove ?? []) {
      if (!account.rates.has(id)) no(`there is no rate ${id}`);
      sandbox.store.commit('rate.remove', { account: account.id, id });
    }
    return { ids: (input.set ?? []).map((rate) => setRate(sandbox, account, rate)) };
  }),
  'POST /_sandbox/advance': route(schema.advanceInput, (sandbox, input) => {
    const { account: id, days = 0, hours = 0, minutes = 0, seconds = 0 } = input;
    const byMs = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    if (id === undefined) {
      setClock(sandbox, { byMs });
      return clockView(sandbox.store, null);
    }
    const account = accountFor(sandbox, id);
    const aheadMs = Math.round(account.aheadMs + byMs);
    sandbox.store.commit('account.clock', { account: account.id, aheadMs });
    return clockView(sandbox.store, account);
  }),
  'POST /_sandbox/config': route(schema.configInput, (sandbox, { account, frozen, balance, ...rest }) => {
    const owner = accountFor(sandbox, account).id;
    const change = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    if (Object.keys(change).length > 0) sandbox.store.commit('config', change);
    if (balance !== undefined) sandbox.store.commit('account.balance', { account: owner, balance });
    if (frozen !== undefined) setClock(sandbox, { frozen });
    return { config: { ...sandbox.store.world.config }, clock: clockView(sandbox.store, null) };
  }),
  'GET /_sandbox/faults': route(schema.accountQuery, ({ faults }, { account }) => ({
    faults: faults.list(account),
  })),
  'POST /_sandbox/faults': route(schema.faultInput, ({ faults }, { times = 1, skip = 0, ...fault }) => {
    faults.add({ ...fault, times, skip });
    return { faults: faults.list(fault.account) };
  }),
  'DELETE /_sandbox/faults': route(schema.accountQuery, ({ faults }, { account }) => faults.clear(account)),
  'POST /_sandbox/reset': route(schema.resetInput, (sandbox, { seed }) => {
    sandbox.store.commit('reset', { seed: seed ?? sandbox.store.world.seed });
    sandbox.faults.clear();
    sandbox.calls.clear();
    return mainRoot(sandbox);
  }),
  'POST /_sandbox/accounts': route(schema.accountInput, (sandbox, { name = 'sandbox', currency }) => {
    const salt = randomBytes(16).toString('hex');
    const id = sandbox.store.create('account.create', { name, currency, salt });
    return rootOf(sandbox, accountFor(sandbox, id));
  }),
  'POST /_sandbox/projects': route(
    schema.projectInput,
    (sandbox, { account: id, name, displayName = name }) => {
      const account = accountFor(sandbox, id);
      if (account.projects.has(name)) no(`there already is a project ${name}`);
      const fields = { name, displayName, description: '', parent: DEFAULT_PROJECT };
      sandbox.store.commit('project.create', { account: account.id, ...fields });
      return { name };
    },
  ),
  'POST /_sandbox/ark-keys': route(
    schema.arkKeyInput,
    (sandbox, { account: accountId, project, name = '' }) => {
      const account = accountFor(sandbox, accountId);
      const fields = { account: account.id, project: needProject(account, project), name };
      const id = sandbox.store.create('arkKey.create', fields);
      return { id, secret: account.arkKeys.get(id)?.secret ?? '' };
    },
  ),
  'POST /_sandbox/endpoints': route(schema.endpointInput, (sandbox, input) => {
    const account = accountFor(sandbox, input.account);
    const { name = 'endpoint', model = 'doubao-seed-1-6' } = input;
    const fields = { project: needProject(account, input.project), name, description: '', model };
    return { id: sandbox.store.create('endpoint.create', { account: account.id, ...fields }) };
  }),
  'POST /_sandbox/bulk': route(schema.bulkInput, (sandbox, input) => {
    const account = accountFor(sandbox, input.account);
    const {
      prefix = 'bulk',
      users = 0,
      keysPerUser = 1,
      projects = 0,
      rows = 0,
      products = ['ark_bd', 'tos', 'ecs'],
    } = input;
    const days = [...new Set((input.days ?? [undefined]).map((day) => pastDay(sandbox, account, day)))];
    const taken = [...account.users.keys(), ...account.projects.keys()].some((name) =>
      name.startsWith(`${prefix}-`),
    );
    if (taken) no(`names with the prefix ${prefix}- are already there`);
    const body = { account: account.id, prefix, users, keysPerUser, projects, rows, days, products };
    sandbox.store.commit('bulk', body);
    return { users, projects, rows, days };
  }),
  'POST /_sandbox/demo': route(schema.demoInput, (sandbox, input) => {
    const account = accountFor(sandbox, input.account);
    const problem = seedDemo(sandbox.store, account.id);
    if (problem !== null) no(problem);
    return { projects: account.projects.size, users: account.users.size };
  }),
};

export type RootView = { accountId: AccountView['id']; accessKeyId: string; secretAccessKey: string };

/** The one answer with a secret: whoever makes an account needs its root key. */
function rootOf({ store }: Sandbox, account: Account): RootView {
  const [id = ''] = account.rootKeys;
  const secretAccessKey = store.world.keys.get(id)?.secret ?? '';
  return { accountId: account.id, accessKeyId: id, secretAccessKey };
}

export const mainRoot = (sandbox: Sandbox): RootView => rootOf(sandbox, accountFor(sandbox, undefined));

/** Undefined where nothing is under that method and path. */
export function findRoute(method: string, path: string): Route | undefined {
  return json[`${method} ${path}`];
}

export const isControlPath = (path: string): boolean => path === '/_sandbox' || path.startsWith('/_sandbox/');
