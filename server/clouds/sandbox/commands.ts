/** Every change the sandbox can go through. A command is one line of the journal, so its body is plain JSON. */
import type { Attachment, BulkRows, Config, History, PolicyType, World } from './model.ts';

export type PrincipalKind = 'User' | 'UserGroup';
/** A history line on the wire: amounts are decimal strings. */
export type HistoryLineBody = Omit<History['lines'][number], 'daily'> & { daily: string };

export type CommandBodies = {
  reset: { seed: number };
  clock: { offsetMs: number; frozenAt: number | null };
  config: Partial<Config>;
  /** Everything secret in it is made of the salt too, so that nobody can work it out from the seed. */
  'account.create': { name: string; currency?: string | undefined; salt?: string | undefined };
  'account.clock': { account: string; aheadMs: number };
  'account.balance': { account: string; balance: string };
  'user.create': {
    account: string;
    name: string;
    displayName: string;
    description: string;
    email: string;
    mobilePhone: string;
  };
  'user.update': {
    account: string;
    name: string;
    change: Partial<Record<'name' | 'displayName' | 'description' | 'email' | 'mobilePhone', string>>;
  };
  'user.delete': { account: string; name: string };
  'login.set': { account: string; user: string; allowed: boolean; resetRequired: boolean };
  'login.delete': { account: string; user: string };
  'key.create': { account: string; user: string | null };
  'key.update': { id: string; active: boolean };
  'key.delete': { id: string };
  'key.use': { id: string; service: string; region: string };
  'apiKey.create': { account: string; user: string; name: string };
  'apiKey.update': { account: string; user: string; id: string; active: boolean };
  'apiKey.delete': { account: string; user: string; id: string };
  'group.create': { account: string; name: string; displayName: string; description: string };
  'group.add': { account: string; group: string; user: string };
  'group.remove': { account: string; group: string; user: string };
  'policy.create': { account: string; name: string; description: string; document: string };
  'policy.update': {
    account: string;
    name: string;
    change: Partial<Record<'name' | 'description' | 'document', string>>;
  };
  'policy.delete': { account: string; name: string };
  attach: AttachBody;
  detach: AttachBody;
  'project.create': {
    account: string;
    name: string;
    displayName: string;
    description: string;
    parent: string;
  };
  'project.update': {
    account: string;
    name: string;
    change: Partial<Record<'displayName' | 'description', string>>;
  };
  'project.delete': { account: string; name: string };
  'arkKey.create': { account: string; project: string; name: string };
  'arkKey.update': { account: string; id: string; change: { active?: boolean; name?: string } };
  'endpoint.create': { account: string; project: string; name: string; description: string; model: string };
  'endpoint.update': { account: string; id: string; running: boolean };
  'endpoint.delete': { account: string; id: string };
  'ark.use': {
    account: string;
    keyId: string;
    endpointId: string;
    model: string;
    inputTokens: number;
    outputTokens: number;
    amount: string;
  };
  spend: {
    account: string;
    project: string;
    product: string;
    instance: string | null;
    day: string;
    amount: string;
    correction: boolean;
  };
  'rate.set': {
    account: string;
    id: string | null;
    project: string;
    product: string;
    instance: string | null;
    userId: number | null;
    arkKeyId: string | null;
    endpointId: string | null;
    perHour: string;
    /** Virtual ms from which it spends; the moment of the command when null. */
    since: number | null;
    unnamed: boolean;
  };
  'rate.remove': { account: string; id: string };
  history: {
    account: string;
    seed: number;
    from: string;
    to: string;
    lines: HistoryLineBody[];
    unnamed: string[];
  };
  bulk: {
    account: string;
    prefix: string;
    users: number;
    keysPerUser: number;
    projects: number;
    rows: number;
    days: BulkRows['days'];
    products: BulkRows['products'];
  };
};

type AttachBody = {
  account: string;
  kind: PrincipalKind;
  principal: string;
  policy: { name: Attachment['name']; type: PolicyType };
  /** Null stands for the whole account. */
  projects: (string | null)[];
};

export type CommandType = keyof CommandBodies;
export type Command<T extends CommandType = CommandType> = {
  [K in T]: { type: K; at: number; body: CommandBodies[K] };
}[T];

/** Reducers know no clock, no randomness and no I/O; they may return the id of what they made. */
export type Reducers<T extends CommandType> = {
  [K in T]: (world: World, body: CommandBodies[K], at: number) => string | undefined;
};
