/**
 * The cloud seam. A provider declares what its cloud can do and opens a `Cloud` for one credential; the engine and the
 * console branch on `capabilities`, never on a provider's id. Nothing here knows tenants, quotas or the database.
 */

export type ProviderId = 'volcengine' | 'sandbox';

export type Credential = { accessKeyId: string; secretAccessKey: string };

export type Capabilities = {
  /** `flag`: login can be switched off and on; `delete`: only removed, the password is lost. */
  loginToggle: 'flag' | 'delete';
  /** The cloud's bill names the project that spent. */
  costByProject: boolean;
  /** Hours between spending and a complete bill: [usual, worst]. */
  costLagHours: readonly [number, number];
  maxKeysPerUser: number;
  /** The steps of a cut-off in the cloud, in order. */
  valveSteps: readonly string[];
  /** Bill rows of one page, at most. */
  billPageSize: number;
  /** The calendar of the cloud's billing days. */
  billTimeZone: string;
};

export type CloudIdentity = {
  accountId: string;
  principal: string;
  isRoot: boolean;
  /** The cloud's own clock, as its answer said; it decides which billing days exist. */
  cloudTime: Date;
};

/** `id` is the cloud's immutable id; `name` may be changed by others. */
export type CloudUser = {
  id: string;
  name: string;
  displayName: string;
  description: string;
  email: string;
  createdAt: Date | null;
};

export type CloudKey = { id: string; active: boolean; createdAt: Date | null };
export type CloudKeyUse = { at: Date | null; service: string | null; region: string | null };
export type CloudLogin = { exists: boolean; allowed: boolean; lastLoginAt: Date | null };
export type CloudProject = { name: string; displayName: string };

/** A policy is named by what the cloud itself uses; treat it as opaque. */
export type PolicyRef = { name: string; type: 'System' | 'Custom' };
export type CloudPolicy = PolicyRef & { description: string; category: string };
export type PolicyScope = { kind: 'global' } | { kind: 'project'; project: string };
export type AttachedPolicy = PolicyRef & { scope: PolicyScope; viaGroup: string | null };

/** One billing slice: a whole month, or one day of it. */
export type BillSlice = { source: BillSource; month: string; day?: string };
/** `detail` is early and may lack the project; `split` is late and attributes every row. */
export type BillSource = 'detail' | 'split';
export type BillRow = {
  /** YYYY-MM-DD in the cloud's billing calendar. */
  day: string;
  /** The project's name; empty where the bill names none. */
  project: string;
  product: string;
  /** Decimal string exactly as received; may be negative (refund). */
  amount: string;
  currency: string;
};
export type BillPage = { rows: BillRow[]; page: number; pages: number; requestId: string };

/** What a user could do before the cut-off, and so what a restore has to bring back. Plain JSON. */
export type AccessSnapshot = {
  user: { id: string; name: string };
  takenAt: string;
  /** The projects whose own credentials and resources are cut off with the user. */
  projects: string[];
  /** Per step, every thing it looks at and its state then; what was as the cut-off wants it, a restore leaves alone. */
  items: Partial<Record<string, SnapshotItem[]>>;
};
/** `was` is the state of the thing itself: key active, login allowed, policy attached, endpoint running. */
export type SnapshotItem = { id: string; label: string; project?: string; was: 'on' | 'off' };

/** Proof of one step: what was read back after the change, and the cloud's request ids. */
export type StepEvidence = {
  changed: { id: string; label: string }[];
  /** `gone`: it was in the snapshot and the cloud no longer has it. */
  observed: { id: string; label: string; state: 'on' | 'off' | 'gone' }[];
  requestIds: string[];
};
/**
 * Something that contradicts a finished cut-off (`back_on`: it was in the snapshot; `new`: it appeared since), or a step
 * that could not be looked at (`unverified`). `message` is for logs; people are shown `kind` and `label`.
 */
export type Finding = {
  step: string;
  kind: 'back_on' | 'new' | 'unverified';
  id: string;
  label: string;
  project?: string;
  message: string;
};

/** The valve: ordered, idempotent steps that disable a user, each with its exact reversal. */
export type Valve = {
  readonly steps: readonly string[];
  snapshot(user: UserRef, projects: readonly string[]): Promise<AccessSnapshot>;
  /** Turns off what is on now, in the snapshot or not, and reads it back; throws if the read-back disagrees. */
  apply(step: string, snapshot: AccessSnapshot): Promise<StepEvidence>;
  /** Brings back what the snapshot says was usable, and nothing else; what is gone is reported, not an error. */
  revert(step: string, snapshot: AccessSnapshot): Promise<StepEvidence>;
  /** Empty when everything the snapshot's cut-off disabled is still disabled, with nothing new beside it. */
  verify(snapshot: AccessSnapshot, projects: readonly string[]): Promise<Finding[]>;
};

export type UserRef = { id: string; name: string };
export type NewUser = { name: string; displayName?: string; description?: string; email?: string };

/** One cloud account, opened with one credential. Every method may throw `CloudError`. */
export type Cloud = {
  identity(): Promise<CloudIdentity>;
  users: {
    /** Every user of the account, page by page. */
    list(): AsyncIterable<CloudUser[]>;
    get(name: string): Promise<CloudUser | null>;
    create(user: NewUser): Promise<CloudUser>;
    update(
      name: string,
      change: { displayName?: string; description?: string; email?: string },
    ): Promise<CloudUser>;
    /** Removes what hangs on the user first (keys, login, policies, groups), then the user. A missing user is done. */
    delete(name: string): Promise<void>;
  };
  login: {
    get(name: string): Promise<CloudLogin>;
    /** Creates or updates; `password` is needed on the first. */
    set(
      name: string,
      login: { allowed: boolean; password?: string; mustReset?: boolean },
    ): Promise<CloudLogin>;
  };
  keys: {
    list(name: string): Promise<CloudKey[]>;
    /** Not safe to repeat: the secret is in this answer only. */
    create(name: string): Promise<{ id: string; secret: string }>;
    setActive(name: string, keyId: string, active: boolean): Promise<void>;
    /** Deactivates first where the cloud wants it; a missing key is done. */
    delete(name: string, keyId: string): Promise<void>;
    lastUsed(name: string, keyId: string): Promise<CloudKeyUse>;
  };
  policies: {
    list(): AsyncIterable<CloudPolicy[]>;
    /** Direct and through groups, global and per project. */
    attached(name: string): Promise<AttachedPolicy[]>;
    /** Attaching what is attached, and detaching what is not, are done. */
    attach(name: string, policy: PolicyRef, scope: PolicyScope): Promise<void>;
    detach(name: string, policy: PolicyRef, scope: PolicyScope): Promise<void>;
  };
  projects: { list(): AsyncIterable<CloudProject[]> };
  bills: {
    /** Every row of the slice, a page at a time; throws when the pages do not add up. */
    read(slice: BillSlice): AsyncIterable<BillPage>;
    /** The account's balance as the cloud states it. */
    balance(): Promise<{ available: string; currency: string }>;
  };
  valve: Valve;
};

export type CloudProvider = {
  readonly id: ProviderId;
  readonly capabilities: Capabilities;
  open(credential: Credential): Cloud;
};

export type CloudErrorKind =
  | 'auth'
  | 'denied'
  | 'not_found'
  | 'conflict'
  | 'limit'
  | 'throttled'
  | 'transient'
  | 'timeout'
  | 'invalid'
  | 'unknown';

/** A cloud's refusal or silence. `effectUnknown` says that a change may have happened although no answer came. */
export class CloudError extends Error {
  readonly kind: CloudErrorKind;
  readonly code: string;
  readonly action: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly effectUnknown: boolean;

  constructor(
    kind: CloudErrorKind,
    detail: {
      code: string;
      message: string;
      action: string;
      status?: number;
      requestId?: string;
      effectUnknown?: boolean;
      cause?: unknown;
    },
  ) {
    super(detail.message, { cause: detail.cause });
    this.name = 'CloudError';
    this.kind = kind;
    this.code = detail.code;
    this.action = detail.action;
    this.status = detail.status ?? null;
    this.requestId = detail.requestId ?? null;
    this.effectUnknown = detail.effectUnknown ?? false;
  }
}
