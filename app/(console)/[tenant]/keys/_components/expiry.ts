import { addDays, dayOf, startOfDay } from '#lib/periods.ts';

export const expiryKinds = ['d30', 'd90', 'd365', 'date', 'never'] as const;
export type ExpiryKind = (typeof expiryKinds)[number];

/** `day` counts only for `date`; empty while none is chosen. */
export type Expiry = { kind: ExpiryKind; day: string };

const spans: Partial<Record<ExpiryKind, number>> = { d30: 30, d90: 90, d365: 365 };

/** The first moment at which the key no longer works; null for never and while no day is chosen. */
export function expiryMoment({ kind, day }: Expiry, now: Date, timeZone: string): Date | null {
  const span = spans[kind];
  if (span !== undefined) return new Date(now.getTime() + span * 86_400_000);
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(day);
  return kind === 'date' && whole ? startOfDay(addDays(day, 1), timeZone) : null;
}

/** What the field shows of a key that has an expiry already: its last day. */
export function expiryOf(expiresAt: string | null, timeZone: string): Expiry {
  if (!expiresAt) return { kind: 'never', day: '' };
  return { kind: 'date', day: dayOf(new Date(Date.parse(expiresAt) - 1), timeZone) };
}
