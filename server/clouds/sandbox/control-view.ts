/** What the control interface shows. Nothing here holds a secret. */
import { formatAmount } from './amount.ts';
import { decide, effectiveAttachments } from './authorise.ts';
import { type BillSource, listLines } from './bill-lines.ts';
import { dayOf } from './days.ts';
import type { Account, Attachment, User, World } from './model.ts';
import { openSegment, type SpendingBlock, spendingBlock, spentBetween } from './rates.ts';
import type { Store } from './store.ts';

export type AttachmentView = { name: string; type: 'System' | 'Custom'; project: string | null };
export type KeyView = { id: string; active: boolean; lastUsed: { at: string; service: string } | null };
/** What the cloud would answer now to a call on the model platform, signed with the key. */
export type AnswerView = { action: string; status: number; code: string | null };
export type UserView = {
  id: number;
  name: string;
  displayName: string;
  login: { allowed: boolean } | null;
  keys: (KeyView & { answer: AnswerView })[];
  apiKeys: { id: string; name: string; active: boolean }[];
  policies: AttachmentView[];
  groups: string[];
  /** Why it cannot spend on the model platform in any place it holds a policy in, or null when it can. */
  blocked: SpendingBlock | null;
};
export type AccountView = {
  id: string;
  name: string;
  rootKeys: KeyView[];
  users: UserView[];
  groups: { name: string; policies: AttachmentView[] }[];
  policies: { name: string; document: string }[];
  projects: { name: string; displayName: string }[];
  currency: string;
  arkKeys: { id: string; name: string; project: string; active: boolean }[];
  endpoints: { id: string; name: string; project: string; model: string; running: boolean }[];
  rates: {
    id: string;
    project: string;
    product: string;
    instance: string;
    user: string | null;
    arkKey: string | null;
    amountPerHour: string;
    running: boolean;
    removed: boolean;
    spent: string;
  }[];
};
export type ClockView = { now: string; today: string; offsetMs: number; frozen: boolean };
export type StateView = {
  clock: ClockView;
  config: World['config'];
  seed: number;
  account: AccountView;
  accounts: string[];
};
export type TotalView = { project: string; product: string; amount: string };

const attachmentView = ({ name, type, project }: Attachment): AttachmentView => ({ name, type, project });

/** The account's own time, or the world's. */
export function clockView({ world, now }: Store, account: Account | null): ClockView {
  const at = now(account);
  return {
    now: new Date(at).toISOString(),
    today: dayOf(at),
    offsetMs: world.offsetMs + (account?.aheadMs ?? 0),
    frozen: world.frozenAt !== null,
  };
}

function keyViews(world: World, ids: readonly string[]): KeyView[] {
  return ids.flatMap((id) => {
    const key = world.keys.get(id);
    if (!key) return [];
    const lastUsed = key.lastUse && {
      at: new Date(key.lastUse.at).toISOString(),
      service: key.lastUse.service,
    };
    return [{ id, active: key.active, lastUsed }];
  });
}

const TRIED = 'ark:ListEndpoints';

/** As the signed door would decide: first the key, then what the user's policies say in any place that it holds one in. */
function answerTo(account: Account, user: User, active: boolean): AnswerView {
  if (!active) return { action: TRIED, status: 401, code: 'InvalidAccessKey' };
  const places = new Set(effectiveAttachments(account, user).map(({ project }) => project));
  const allowed = [...places].some((project) => {
    const resource = `trn:ark::${account.id}:${project === null ? '*' : `project/${project}`}`;
    const projects = project === null ? [] : [project];
    return decide(account, user, { action: TRIED, resource, projects }) === 'allowed';
  });
  return allowed
    ? { action: TRIED, status: 200, code: null }
    : { action: TRIED, status: 403, code: 'AccessDenied' };
}

function userView(world: World, account: Account, user: User): UserView {
  const places = effectiveAttachments(account, user).map(({ project }) => project ?? '');
  const reasons = (places.length > 0 ? places : ['']).map((project) =>
    spendingBlock(world, account, user, { project, product: 'ark_bd' }),
  );
  return {
    id: user.id,
    name: user.name,
    displayName: user.displayName,
    login: user.login && { allowed: user.login.allowed },
    keys: keyViews(world, user.keys).map((key) => ({ ...key, answer: answerTo(account, user, key.active) })),
    apiKeys: user.apiKeys.map(({ id, name, active }) => ({ id, name, active })),
    policies: user.policies.map(attachmentView),
    groups: [...user.groups],
    blocked: reasons.includes(null) ? null : (reasons[0] ?? null),
  };
}

export function stateView(store: Store, account: Account): StateView {
  const { world } = store;
  const now = store.now(account);
  return {
    clock: clockView(store, account),
    config: { ...world.config },
    seed: world.seed,
    accounts: [...world.accounts.keys()],
    account: {
      id: account.id,
      name: account.name,
      rootKeys: keyViews(world, account.rootKeys),
      users: [...account.users.values()].map((user) => userView(world, account, user)),
      groups: [...account.groups.values()].map(({ name, policies }) => ({
        name,
        policies: policies.map(attachmentView),
      })),
      policies: [...account.policies.values()].map(({ name, document }) => ({ name, document })),
      projects: [...account.projects.values()].map(({ name, displayName }) => ({ name, displayName })),
      currency: account.currency,
      arkKeys: [...account.arkKeys.values()].map(({ id, name, project, active }) => ({
        id,
        name,
        project,
        active,
      })),
      endpoints: [...account.endpoints.values()].map(({ id, name, project, model, running }) => ({
        id,
        name,
        project,
        model,
        running,
      })),
      rates: [...account.rates.values()].map((rate) => ({
        id: rate.id,
        project: rate.project,
        product: rate.product,
        instance: rate.instance,
        user: rate.userId === null ? null : (account.usersById.get(rate.userId)?.name ?? null),
        arkKey: rate.arkKeyId,
        amountPerHour: formatAmount(rate.perHour),
        running: openSegment(rate) !== undefined,
        removed: rate.removed,
        spent: formatAmount(spentBetween(rate.segments, 0, now)),
      })),
    },
  };
}

const EVERYTHING_SEEN = { throttle: false, detailLagMinutes: 0, splitLagHours: 0, unattributedShare: 0 };

/** What was really spent by project and product in a month or on a day, without lag and without missing names. */
export function totalsView(
  store: Store,
  account: Account,
  month: string,
  day: string | undefined,
): TotalView[] {
  const source: BillSource = 'split';
  const query = {
    source,
    month,
    day: day ?? null,
    groupPeriod: 1,
    groupTerm: 0,
    projects: [],
    products: [],
    ignoreZero: false,
  };
  const totals = new Map<string, { project: string; product: string; amount: bigint }>();
  for (const { project, product, amount } of listLines(account, EVERYTHING_SEEN, query, store.now(account))) {
    const total = totals.get(`${project}\n${product}`) ?? { project, product, amount: 0n };
    total.amount += amount;
    totals.set(`${project}\n${product}`, total);
  }
  return [...totals.values()].map((total) => ({ ...total, amount: formatAmount(total.amount) }));
}
