import type { HealthRange, HealthState } from './schema.ts';

const SEVERITY: readonly HealthState[] = ['ok', 'degraded', 'down'];

/** 0 for well, 2 for down. */
export const severityOf = (state: HealthState) => SEVERITY.indexOf(state);

/** The worst of them; ok when there are none. */
export function worst(states: readonly HealthState[]): HealthState {
  return states.reduce<HealthState>(
    (worse, state) => (severityOf(state) > severityOf(worse) ? state : worse),
    'ok',
  );
}

type Thresholds = { degraded: number; down: number };

/** How bad a figure is that should be small. */
export function grade(value: number, { degraded, down }: Thresholds): HealthState {
  if (value >= down) return 'down';
  return value >= degraded ? 'degraded' : 'ok';
}

const GIGABYTE = 1024 ** 3;

/** A disk is short of room by share or by size, whichever comes first on it; a small disk is judged by its share. */
export function gradeDisk(freeBytes: number, totalBytes: number): HealthState {
  const share = totalBytes > 0 ? freeBytes / totalBytes : 0;
  if (share < 0.02 || freeBytes < Math.min(0.2 * GIGABYTE, totalBytes * 0.05)) return 'down';
  return share < 0.05 || freeBytes < Math.min(2 * GIGABYTE, totalBytes * 0.1) ? 'degraded' : 'ok';
}

type Memory = { heapUsed: number; heapLimit: number; available: number };

const MEGABYTE = 1024 ** 2;

/** A process is short of memory when its heap nears its limit, or when the machine has next to nothing left. */
export function gradeMemory({ heapUsed, heapLimit, available }: Memory): HealthState {
  const share = heapLimit > 0 ? heapUsed / heapLimit : 0;
  if (share >= 0.95 || available < 32 * MEGABYTE) return 'down';
  return share >= 0.85 || available < 128 * MEGABYTE ? 'degraded' : 'ok';
}

const MINUTE_MS = 60_000;

const RANGES: Record<HealthRange, { slots: number; slotMinutes: number }> = {
  day: { slots: 96, slotMinutes: 15 },
  week: { slots: 84, slotMinutes: 120 },
  quarter: { slots: 90, slotMinutes: 1440 },
};

/** The slots of a range: whole ones, the last of which holds this moment. */
export function slotsOf(range: HealthRange, now: Date): { from: Date; slots: number; slotMinutes: number } {
  const { slots, slotMinutes } = RANGES[range];
  const size = slotMinutes * MINUTE_MS;
  const last = Math.floor(now.getTime() / size) * size;
  return { from: new Date(last - (slots - 1) * size), slots, slotMinutes };
}

type Counted = { samples: number; degraded: number; down: number };

/** The worst that was seen, or null where nobody looked. */
export function stateOfSlot({ samples, degraded, down }: Counted): HealthState | null {
  if (samples === 0) return null;
  if (down > 0) return 'down';
  return degraded > 0 ? 'degraded' : 'ok';
}

/** Hundredths of a percent of the samples that were well; one that was not never rounds away. */
export function wellBp(all: readonly Counted[]): number | null {
  const samples = all.reduce((sum, each) => sum + each.samples, 0);
  const unwell = all.reduce((sum, each) => sum + each.degraded + each.down, 0);
  return samples === 0 ? null : Math.floor(((samples - unwell) * 10_000) / samples);
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

type MetricsCaller = {
  /** Whether the caller sent the configured token; null when none is configured. */
  tokenFits: boolean | null;
  /** The other end of the connection; null where something stands between. */
  peer: string | null;
};

/** Metrics are for who has the token; without one in the configuration, for this machine alone. */
export function mayReadMetrics({ tokenFits, peer }: MetricsCaller): boolean {
  return tokenFits ?? (peer !== null && LOOPBACK.test(peer));
}

type InngestVariables = {
  INNGEST_DEV?: string | undefined;
  INNGEST_BASE_URL?: string | undefined;
};

const INNGEST_DEV_SERVER = 'http://localhost:8288';
const INNGEST_CLOUD = 'https://app.inngest.com';

/** Where the Inngest server shows its runs. */
export function inngestAddress({ INNGEST_DEV, INNGEST_BASE_URL }: InngestVariables): string {
  if (INNGEST_BASE_URL) return INNGEST_BASE_URL;
  if (!INNGEST_DEV) return INNGEST_CLOUD;
  return URL.canParse(INNGEST_DEV) ? INNGEST_DEV : INNGEST_DEV_SERVER;
}
