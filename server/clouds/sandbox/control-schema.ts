/** What the control interface takes: plain JSON, checked. Amounts are decimal strings; `account` defaults to the main one. */
import { z } from 'zod';
import { amountPattern } from './amount.ts';
import { isDay } from './days.ts';
import { faultKinds } from './faults.ts';

const account = z.string().optional();
const name = z.string().min(1).max(128);
const amount = z.string().regex(amountPattern, 'must be a decimal string with at most 10 decimals');
const day = z.string().refine(isDay, 'must be a day like 2026-03-01');
const count = z.number().int().min(0);

export const spendInput = z.strictObject({
  account,
  project: name,
  product: name,
  amount,
  /** Billing day; today when absent. */
  day: day.optional(),
  /** Books only while this user can spend. */
  user: name.optional(),
  /** A row of its own when absent; the same instance adds up. */
  instance: name.optional(),
  /** Seen at once whatever the lag, as a bill that is amended. */
  correction: z.boolean().optional(),
});

export const rateInput = z.strictObject({
  id: name.optional(),
  project: name,
  product: name,
  instance: name.optional(),
  user: name.optional(),
  arkKey: name.optional(),
  endpoint: name.optional(),
  amountPerHour: amount,
  /** Spends since the start of this day; from now on when absent. */
  sinceDay: day.optional(),
  /** The early bill does not name the project. */
  unnamed: z.boolean().optional(),
});

export const ratesInput = z.strictObject({
  account,
  set: z.array(rateInput).optional(),
  remove: z.array(name).optional(),
});

export const advanceInput = z
  .strictObject({
    /** Moves the time of this account alone; that of all of them when absent. */
    account,
    days: z.number().min(0).max(3660).optional(),
    hours: z.number().min(0).optional(),
    minutes: z.number().min(0).optional(),
    seconds: z.number().min(0).optional(),
  })
  .refine(
    ({ account: _, ...time }) => Object.values(time).some((value) => value !== undefined),
    'needs days, hours, minutes or seconds',
  );

export const configInput = z.strictObject({
  account,
  throttle: z.boolean().optional(),
  detailLagMinutes: z.number().min(0).max(100_000).optional(),
  splitLagHours: z.number().min(0).max(2_000).optional(),
  unattributedShare: z.number().min(0).max(1).optional(),
  /** Virtual time stands still, or runs with real time again. */
  frozen: z.boolean().optional(),
  balance: amount.optional(),
});

export const faultInput = z.strictObject({
  /** Hits calls of this account only; those of all accounts when absent. */
  account,
  kind: z.enum(faultKinds),
  action: name.optional(),
  service: name.optional(),
  times: count.min(1).optional(),
  skip: count.optional(),
  delayMs: count.max(600_000).optional(),
});

export const resetInput = z.strictObject({ seed: z.number().int().optional() });
export const accountInput = z.strictObject({
  name: name.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});
export const projectInput = z.strictObject({ account, name, displayName: z.string().max(128).optional() });
export const arkKeyInput = z.strictObject({ account, project: name, name: z.string().max(128).optional() });
export const endpointInput = z.strictObject({
  account,
  project: name,
  name: z.string().max(128).optional(),
  model: name.optional(),
});

export const bulkInput = z.strictObject({
  account,
  /** Starts the names of everything made; a second bulk needs another one. */
  prefix: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .optional(),
  users: count.max(5_000).optional(),
  keysPerUser: count.max(2).optional(),
  projects: count.max(5_000).optional(),
  /** Bill rows, spread evenly over the days. */
  rows: count.max(5_000_000).optional(),
  days: z.array(day).min(1).optional(),
  products: z.array(name).min(1).optional(),
});

export const demoInput = z.strictObject({ account });
export const accountQuery = z.strictObject({ account });
export const callsQuery = z.strictObject({
  account: z.string(),
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
});
export const totalsQuery = z.strictObject({
  account,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  day: day.optional(),
});
