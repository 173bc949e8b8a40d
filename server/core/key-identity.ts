/** From an API key to a ctx, or to the reason why not. It stands in the path of every request, so it seldom asks anybody. */
import { inRanges } from '#lib/address-ranges.ts';
import { AppError } from '#lib/errors.ts';
import { looksLikeApiKey } from './api-key.ts';
import { sha256 } from './crypto.ts';
import type { Ctx } from './ctx.ts';
import { tellBlocked } from './key-blocked.ts';
import { type KeyCache, makeKeyCache } from './key-cache.ts';
import {
  type KeyLimit,
  type LimitState,
  limitStates,
  limitsOf,
  releaseLimits,
  takeRequest,
} from './key-limits.ts';
import { type KeyRecord, readKey } from './key-store.ts';
import { countRequest, noteUse, writeUsage } from './key-usage.ts';
import { type Listener, listen } from './listener.ts';
import { rateLimitFields, secondsLeft } from './rate-limit-fields.ts';
import { once } from './registry.ts';
import { shutError } from './standing.ts';

type Base = Pick<Ctx, 'requestId' | 'source' | 'locale' | 'now'>;

/** A request that came with a key of this installation. */
export type Admission = {
  ctx: Ctx;
  /** Why the key does not open the door this time; the request must not go on. */
  refusal: AppError | null;
  /** Header fields that every answer to this key carries. */
  fields(): Record<string, string>;
  /** Counts the request, once its answer is known. */
  answered(status: number): void;
};

/**
 * Checks a key: known, not revoked, expired or replaced, its tenant open, the address allowed, its limits not reached.
 * Throws `key_unknown` for what is no key of this installation; every other refusal is part of the answer.
 */
export async function admitKey(secret: string, base: Base, address: string | null): Promise<Admission> {
  const key = await keyOf(secret);
  if (!key) throw new AppError('unauthenticated', 'key_unknown');
  const limits = limitsOf(key);
  const actor = { kind: 'key' as const, id: key.id, name: key.name, permissions: key.permissions };
  const ctx: Ctx = { ...base, actor, tenant: key.tenant };
  const refusal =
    standingRefusal(key, base.now()) ??
    addressRefusal(ctx, key, address) ??
    (await limitRefusal(key, limits));
  if (!refusal) noteUse(key.id, base.now(), address);
  return {
    ctx,
    refusal,
    fields: () => rateLimitFields(limitStates(key, limits)),
    answered: (status) => countRequest(key, refusal ? 'refused' : outcomeOf(status), base.now()),
  };
}

/** Forgets what this process believes of a key, for who has just changed it; the others are told by the database. */
export function forgetKey(keyId: string): void {
  keys().cache.forget(keyId);
}

/** Writes what is counted, gives back what is unused, hears no more. */
export async function closeKeys(): Promise<void> {
  await Promise.all([writeUsage(), releaseLimits(), keys().listener.stop()]);
}

type Keys = { cache: KeyCache; listener: Listener };

const keys = (): Keys =>
  once('keys', () => {
    const cache = makeKeyCache({ read: readKey, clock: () => performance.now() });
    const listener = listen('airgate_keys', {
      onNotice: (id) => cache.forget(id),
      onGap: () => cache.forget(),
    });
    return { cache, listener };
  });

/** What is known is a key, so only what is not has to look like one before the database is asked. */
function keyOf(secret: string): KeyRecord | null | Promise<KeyRecord | null> {
  const hash = sha256(secret);
  const { cache } = keys();
  return cache.knows(hash) || looksLikeApiKey(secret) ? cache.get(hash) : null;
}

function standingRefusal(
  { revokedAt, expiresAt, validUntil, standing }: KeyRecord,
  now: Date,
): AppError | null {
  if (revokedAt) return new AppError('unauthenticated', 'key_revoked');
  if (expiresAt && expiresAt <= now) return new AppError('unauthenticated', 'key_expired');
  if (validUntil && validUntil <= now) return new AppError('unauthenticated', 'key_replaced');
  return shutError(standing);
}

function addressRefusal(ctx: Ctx, { ranges }: KeyRecord, address: string | null): AppError | null {
  if (ranges.length === 0 || (address !== null && inRanges(address, ranges))) return null;
  tellBlocked(ctx, address);
  return new AppError('forbidden', 'key_address_blocked', { params: { address: address ?? '?' } });
}

const limitReasons = { minute: 'key_rate_limited', month: 'key_limit_exceeded' } as const;

async function limitRefusal(key: KeyRecord, limits: readonly KeyLimit[]): Promise<AppError | null> {
  const reached = limits.length === 0 ? null : await takeRequest(key, limits);
  return reached && limitError(reached);
}

function limitError({ kind, limit, standing }: LimitState): AppError {
  const retryAfter = standing ? secondsLeft(standing) : 1;
  return new AppError('rate_limited', limitReasons[kind], {
    params: { limit, seconds: retryAfter },
    retryAfter,
  });
}

function outcomeOf(status: number) {
  if (status >= 500) return 'serverErrors';
  return status >= 400 ? 'clientErrors' : 'succeeded';
}
