/** What the sandbox cloud remembers. Only reducers write it; times are virtual, in ms. */

export type PolicyType = 'System' | 'Custom';

/** `project` is null where the policy holds in the whole account. */
export type Attachment = { name: string; type: PolicyType; project: string | null; at: number };

export type Login = { allowed: boolean; resetRequired: boolean; createdAt: number; updatedAt: number };

export type AccessKey = {
  id: string;
  secret: string;
  accountId: string;
  /** Null for the main account's own keys. */
  userId: number | null;
  active: boolean;
  createdAt: number;
  updatedAt: number;
  lastUse: { at: number; service: string; region: string } | null;
};

export type ApiKey = {
  id: string;
  secret: string;
  name: string;
  active: boolean;
  createdAt: number;
  updatedAt: number;
};

export type User = {
  id: number;
  name: string;
  displayName: string;
  description: string;
  email: string;
  mobilePhone: string;
  createdAt: number;
  updatedAt: number;
  login: Login | null;
  keys: string[];
  apiKeys: ApiKey[];
  policies: Attachment[];
  groups: string[];
};

export type Group = {
  name: string;
  displayName: string;
  description: string;
  createdAt: number;
  updatedAt: number;
  policies: Attachment[];
};

export type CustomPolicy = {
  name: string;
  description: string;
  document: string;
  createdAt: number;
  updatedAt: number;
};

export type Project = {
  name: string;
  displayName: string;
  description: string;
  parent: string;
  createdAt: number;
  updatedAt: number;
};

export type ArkKey = {
  id: string;
  secret: string;
  name: string;
  project: string;
  active: boolean;
  createdAt: number;
  updatedAt: number;
};

export type Endpoint = {
  id: string;
  name: string;
  description: string;
  project: string;
  model: string;
  running: boolean;
  createdAt: number;
  updatedAt: number;
};

/** Tokens that the data plane counted, per hour, key and model. */
export type ArkUsage = {
  hour: number;
  project: string;
  keyId: string;
  endpointId: string;
  model: string;
  requests: number;
  inputTokens: number;
  outputTokens: number;
};

/** A stretch in which a rate spent; whole seconds, `to` null while it still does. */
export type Segment = { from: number; to: number | null; perHour: bigint };

/** A spending line. It runs only while everything it names can spend. */
export type Rate = {
  id: string;
  project: string;
  product: string;
  instance: string;
  userId: number | null;
  arkKeyId: string | null;
  endpointId: string | null;
  perHour: bigint;
  removed: boolean;
  segments: Segment[];
};

/** One row of a bill at its finest. Corrections are seen at once, everything else after the bill's lag. */
export type BillLine = {
  day: string;
  project: string;
  product: string;
  instance: string;
  element: string;
  amount: bigint;
  /** Moment of the spending, which the lag counts from; 0 for corrections. */
  at: number;
};

/** Past spending by formula: one line spends `daily` with a pattern on every day from..to. */
export type HistoryLine = {
  project: string;
  product: string;
  instance: string;
  daily: bigint;
  pattern: 'steady' | 'weekdays' | 'weekend' | 'growing' | 'bursts';
};
export type History = { seed: number; from: string; to: string; lines: HistoryLine[] };

/** `rows` bill rows by formula, spread evenly over `days`. */
export type BulkRows = { seed: number; rows: number; days: string[]; projects: string[]; products: string[] };

export type Account = {
  id: string;
  name: string;
  /** ISO code that its bills are in. */
  currency: string;
  /** Part of what its secrets are made of; empty where they follow from the seed alone. */
  salt: string;
  createdAt: number;
  /** How far its own time is ahead of the world's, in ms: moving one account's time spends nothing in another. */
  aheadMs: number;
  balance: bigint;
  rootKeys: string[];
  users: Map<string, User>;
  usersById: Map<number, User>;
  groups: Map<string, Group>;
  policies: Map<string, CustomPolicy>;
  projects: Map<string, Project>;
  arkKeys: Map<string, ArkKey>;
  endpoints: Map<string, Endpoint>;
  usage: Map<string, ArkUsage>;
  rates: Map<string, Rate>;
  bookings: Map<string, BillLine[]>;
  bookedTotal: bigint;
  histories: History[];
  bulks: BulkRows[];
  /** Instances whose project the early bill never names. */
  unnamed: Set<string>;
  /** Grows with every change of what bills show. */
  billRevision: number;
};

export type Config = {
  throttle: boolean;
  detailLagMinutes: number;
  splitLagHours: number;
  /** Share (0..1) of early bill rows without a project. */
  unattributedShare: number;
};

export type World = {
  seed: number;
  /** Numbers every id that was ever made. */
  counter: number;
  /** Virtual time minus real time, in ms. */
  offsetMs: number;
  /** Virtual time while the clock stands still, else null. */
  frozenAt: number | null;
  /** Virtual time of the newest change; time never runs backwards. */
  lastAt: number;
  config: Config;
  mainAccountId: string;
  accounts: Map<string, Account>;
  keys: Map<string, AccessKey>;
  /** Ark keys by their secret, for the data plane. */
  arkSecrets: Map<string, { accountId: string; keyId: string }>;
};
