// The same request again and again from several callers at once, and how long each took.
import { percentile } from '#bench/report.ts';

export interface Latency {
  /** The middle of a few requests one after the other. */
  readonly alone: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

const CALLERS = 8;
const ALONE = 5;
const REQUESTS = 160;
const LEAST = 40;
const BUDGET_MS = 4_000;

/** Milliseconds, to the tenth. Fewer requests where they are slow. */
export async function measureLatency(send: () => Promise<unknown>): Promise<Latency> {
  const timed = async () => {
    const began = performance.now();
    await send();
    return performance.now() - began;
  };
  await send();
  const alone: number[] = [];
  while (alone.length < ALONE) alone.push(await timed());
  const samples: number[] = [];
  const began = performance.now();
  let sent = 0;
  const caller = async () => {
    while (sent < REQUESTS && (sent < LEAST || performance.now() - began < BUDGET_MS)) {
      sent += 1;
      samples.push(await timed());
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  const at = (share: number) => Number(percentile(samples, share).toFixed(1));
  return {
    alone: Number(percentile(alone, 0.5).toFixed(1)),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
  };
}
