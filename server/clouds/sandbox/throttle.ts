/** The billing service's limit: 5 calls per second and account. */
const PER_SECOND = 5;
// A caller that paces itself at exactly the limit must not be refused because of a jittering network.
const REFILL_PER_MS = (PER_SECOND * 1.03) / 1000;

/** Takes one call of the account; false when it has to wait. */
export type Throttle = (accountId: string) => boolean;

export function createThrottle(realNow: () => number): Throttle {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (accountId) => {
    const now = realNow();
    const bucket = buckets.get(accountId) ?? { tokens: PER_SECOND, at: now };
    bucket.tokens = Math.min(PER_SECOND, bucket.tokens + (now - bucket.at) * REFILL_PER_MS);
    bucket.at = now;
    buckets.set(accountId, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
