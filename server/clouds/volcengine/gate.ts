/** Keeps the billing API's limit of calls per second and account, across everything this process has open. */
import { CloudError } from '#server/clouds/provider.ts';

export type Gate = { turn(action: string): Promise<void> };

type GateOptions = {
  calls: number;
  windowMs: number;
  /** The longest a caller waits for its turn before it is refused. */
  maxWaitMs: number;
  /** Milliseconds of a clock that never goes back. */
  clock?: () => number;
  sleep?: (ms: number) => Promise<void>;
};

const realSleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * A sliding window: never more than `calls` starts in any `windowMs`, first come first served. A caller books its slot
 * at once and then sleeps until it, so nobody can overtake and a refusal books nothing.
 */
export function slidingGate(options: GateOptions): Gate {
  const { calls, windowMs, maxWaitMs } = options;
  const clock = options.clock ?? (() => performance.now());
  const sleep = options.sleep ?? realSleep;
  let booked: number[] = [];
  return {
    async turn(action) {
      const now = clock();
      const oldest = booked.length >= calls ? booked[booked.length - calls] : undefined;
      const last = booked.at(-1) ?? now;
      const start = Math.max(now, last, oldest === undefined ? now : oldest + windowMs);
      const wait = start - now;
      if (wait > maxWaitMs) {
        throw new CloudError('throttled', {
          code: 'queue_full',
          message: `${action}: too many calls are waiting for this account`,
          action,
        });
      }
      booked = [...booked, start].slice(-calls);
      if (wait > 0) await sleep(wait);
    },
  };
}

declare global {
  var airgateBillingGates: Map<string, Gate> | undefined;
}

// The cloud allows 5 calls a second; the window is a little longer, so that jitter on the way cannot squeeze six in.
const billingLimit: GateOptions = { calls: 5, windowMs: 1_100, maxWaitMs: 60_000 };

/** One gate per account and process. It hangs on globalThis because bundlers may load this module more than once. */
export function billingGate(account: string): Gate {
  globalThis.airgateBillingGates ??= new Map();
  const gates = globalThis.airgateBillingGates;
  const existing = gates.get(account);
  if (existing) return existing;
  const gate = slidingGate(billingLimit);
  gates.set(account, gate);
  return gate;
}
