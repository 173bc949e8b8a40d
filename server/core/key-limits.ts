/** The limits of keys in this process: a lease per key and window, given back when it lies idle. */
import { type Lease, makeLease, type Standing } from './key-lease.ts';
import { giveBack, type KeyRecord, takeRequests, type WindowKind } from './key-store.ts';
import { log } from './log.ts';
import { once } from './registry.ts';

const LOOKED_AFTER_EVERY_MS = 500;
const GIVEN_BACK_AFTER_MS = 1_000;
const FORGOTTEN_AFTER_MS = 120_000;

export type KeyLimit = { kind: WindowKind; limit: number };

/** How a key stands against one of its limits; without a standing while nobody has asked in this window. */
export type LimitState = KeyLimit & { standing: Standing | null };

type Leases = Map<string, Lease>;

const leases = (): Leases =>
  once('key leases', () => {
    const made: Leases = new Map();
    setInterval(() => lookAfter(made), LOOKED_AFTER_EVERY_MS).unref();
    return made;
  });

export function limitsOf({ perMinute, perMonth }: KeyRecord): KeyLimit[] {
  return [
    ...(perMinute === null ? [] : [{ kind: 'minute' as const, limit: perMinute }]),
    ...(perMonth === null ? [] : [{ kind: 'month' as const, limit: perMonth }]),
  ];
}

/** Takes one request of each limit in turn; the one that stands in the way is returned, and what follows is not asked. */
export async function takeRequest(key: KeyRecord, limits: readonly KeyLimit[]): Promise<LimitState | null> {
  for (const limit of limits) {
    const lease = leaseOf(key, limit);
    const may = lease.take();
    if (may !== true && !(await may)) return { ...limit, standing: lease.standing() };
  }
  return null;
}

/** How a key stands against each of its limits, as far as this process knows. */
export function limitStates({ id }: KeyRecord, limits: readonly KeyLimit[]): LimitState[] {
  return limits.map((each) => ({
    ...each,
    standing: leases().get(nameOf(id, each.kind))?.standing() ?? null,
  }));
}

/** Gives back all that is unused; for orderly shutdown. */
export async function releaseLimits(): Promise<void> {
  await Promise.all([...leases().values()].map((lease) => lease.release()));
}

const nameOf = (keyId: string, kind: WindowKind) => `${keyId} ${kind}`;

function leaseOf(key: KeyRecord, { kind, limit }: KeyLimit): Lease {
  const name = nameOf(key.id, kind);
  const held = leases().get(name);
  if (held?.limit === limit) return held;
  // Another limit is another share: what is held of the old one goes back.
  if (held) release(held);
  const about = { tenantId: key.tenant.id, keyId: key.id, kind };
  const made = makeLease({
    limit,
    ask: (wanted) => takeRequests({ ...about, timeZone: key.tenant.timeZone, limit, wanted }),
    giveBack: (unused) => giveBack({ ...about, ...unused }),
    clock: () => performance.now(),
  });
  leases().set(name, made);
  return made;
}

function lookAfter(held: Leases): void {
  for (const [name, lease] of held) {
    const idle = lease.idleMs();
    if (idle > FORGOTTEN_AFTER_MS) held.delete(name);
    if (idle > GIVEN_BACK_AFTER_MS) release(lease);
  }
}

function release(lease: Lease): void {
  lease.release().catch((err: unknown) => log.warn({ err }, 'requests of a key could not be given back'));
}
