import type { HealthState } from './schema.ts';

const SEVERITY: readonly HealthState[] = ['ok', 'degraded', 'down'];

/** The worst of them; ok when there are none. */
export function worst(states: readonly HealthState[]): HealthState {
  return states.reduce<HealthState>(
    (worse, state) => (SEVERITY.indexOf(state) > SEVERITY.indexOf(worse) ? state : worse),
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
