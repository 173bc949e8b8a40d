const UNITS: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

// The waits between attempts of Inngest's own server, in seconds; the last one repeats.
const BACKOFF = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];
const JITTER_SECONDS = 30;
// Waits after failures that are not the function's fault, in seconds.
const INFRASTRUCTURE_BACKOFF = [1, 2, 5, 10, 30, 60];

/** Milliseconds of a time string such as `90s`, `1h30m` or `2d`; null when it is none. */
export function parseDuration(text: string): number | null {
  const pattern = /(\d+(?:\.\d+)?)(ms|[wdhms])/g;
  let total = 0;
  let length = 0;
  for (const [part, amount, unit] of text.matchAll(pattern)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
    length += part.length;
  }
  return length > 0 && length === text.length ? total : null;
}

/** Milliseconds from `now` until a time string is over or an ISO date is reached; null when it is neither. */
export function millisUntil(text: string, now: Date): number | null {
  const duration = parseDuration(text);
  if (duration !== null) return duration;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** Milliseconds before the next attempt, after the attempt with this number (0 for the first) failed. */
export function retryDelay(attempt: number): number {
  const seconds = BACKOFF[Math.min(attempt, BACKOFF.length - 1)] ?? 7200;
  return (seconds + Math.random() * JITTER_SECONDS) * 1000;
}

/** Milliseconds before an infrastructure failure is tried again; `failures` counts from 1. */
export function infrastructureDelay(failures: number): number {
  const index = Math.min(Math.max(failures, 1), INFRASTRUCTURE_BACKOFF.length) - 1;
  return (INFRASTRUCTURE_BACKOFF[index] ?? 60) * 1000;
}

/** Milliseconds named by a `retry-after` header (seconds or a date); null when absent or unreadable. */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
