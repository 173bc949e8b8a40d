import type { CloudUser } from '#server/clouds/provider.ts';
import type { SubAccountStatus } from './schema.ts';

export type Statusable = {
  managed: boolean;
  missingSince: Date | null;
  state: 'active' | 'cutting_off' | 'cut_off' | 'restoring';
};

/** The one badge of a sub-account: what keeps it from working comes before what it may run into. */
export function statusOf(
  account: Statusable,
  quota: { shareBp: number } | null,
  steps: readonly number[],
): SubAccountStatus {
  if (account.missingSince) return 'missing';
  if (!account.managed) return 'unmanaged';
  if (account.state !== 'active') return account.state;
  if (!quota) return 'no_quota';
  return quota.shareBp >= Math.min(...steps) * 100 ? 'warning' : 'active';
}

export type KnownUser = {
  id: string;
  cloudUserId: string;
  userName: string;
  displayName: string;
  description: string;
  email: string;
  managed: boolean;
  createdAt: Date;
  missingSince: Date | null;
  deletedAt: Date | null;
};

type Details = Pick<KnownUser, 'userName' | 'displayName' | 'description' | 'email'>;
export type UserChange = Details & { id: string };

/**
 * What a reading of the cloud that began at `readAt` says about the users that are known. Who came to be known since
 * cannot be missing in it; a deleted one stays deleted.
 */
export function compareUsers(known: readonly KnownUser[], seen: readonly CloudUser[], readAt: Date) {
  const byId = new Map(known.map((k) => [k.cloudUserId, k]));
  const seenIds = new Set(seen.map((s) => s.id));
  const changed = seen.flatMap((user): UserChange[] => {
    const row = byId.get(user.id);
    if (!row || row.deletedAt) return [];
    const now = detailsOf(user);
    return row.missingSince || !sameDetails(row, now) ? [{ id: row.id, ...now }] : [];
  });
  return {
    added: seen.filter((s) => !byId.has(s.id)),
    changed,
    missing: known.filter(
      (k) => !seenIds.has(k.cloudUserId) && !k.missingSince && !k.deletedAt && k.createdAt < readAt,
    ),
  };
}

const detailsOf = (user: CloudUser): Details => ({
  userName: user.name,
  displayName: user.displayName,
  description: user.description,
  email: user.email,
});

const sameDetails = (a: Details, b: Details) =>
  a.userName === b.userName &&
  a.displayName === b.displayName &&
  a.description === b.description &&
  a.email === b.email;

/** Whether a user of the cloud is what this request would have made. */
export function isAsAsked(user: CloudUser, asked: Details): boolean {
  return sameDetails(detailsOf(user), asked);
}

const ALPHABETS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_.=+@#'];

/** A password of 20 characters of every kind, none of which is easily taken for another. `pick(n)` is a fair draw from 0..n-1. */
export function makePassword(pick: (n: number) => number): string {
  const all = ALPHABETS.join('');
  const chars = [...ALPHABETS, ...Array<string>(16).fill(all)].map((set) => set.charAt(pick(set.length)));
  for (let i = chars.length - 1; i > 0; i -= 1) {
    const j = pick(i + 1);
    [chars[i], chars[j]] = [chars[j] ?? '', chars[i] ?? ''];
  }
  return chars.join('');
}

/** Three times as long as one call to the cloud may take: after it, what the call would do is done. */
export const KEY_CALL_MS = 30_000;
/** How long an answer needs to leave, at most. */
const KEY_LEAVING_MS = 5_000;
/** Until then who asked may ask again and gets the same key; afterwards its secret is forgotten. */
export const KEY_KEPT_MS = 10 * 60_000;

/**
 * What to make of an open claim for a key: somebody may be `busy` with it for some seconds more, the answer of the call
 * is `lost`, that of a made key `unsent`, or it is too long ago to tell: `stale`.
 */
export function standingOf(
  { startedAt, madeAt }: { startedAt: Date; madeAt: Date | null },
  now: Date,
): { is: 'busy'; seconds: number } | { is: 'lost' | 'unsent' | 'stale' } {
  const age = now.getTime() - (madeAt ?? startedAt).getTime();
  const patience = madeAt ? KEY_LEAVING_MS : KEY_CALL_MS;
  if (age < patience) return { is: 'busy', seconds: Math.max(1, Math.ceil((patience - age) / 1000)) };
  if (!madeAt) return { is: 'lost' };
  return { is: age < KEY_KEPT_MS ? 'unsent' : 'stale' };
}

/** No setting asks for a sync more often. */
export const SHORTEST_SYNC_MS = 3_600_000;

/** Whether so many hours have passed since users and projects were read last. */
export function isSyncDue(last: Date | null, hours: number, now: Date): boolean {
  return last === null || now.getTime() - last.getTime() >= hours * SHORTEST_SYNC_MS;
}

/** The interval that a moment lies in, as a name for what happens once in it; other hours make other names. */
export function syncSlot(hours: number, now: Date): string {
  return `${hours}h-${Math.floor(now.getTime() / (hours * SHORTEST_SYNC_MS))}`;
}
