import { z } from 'zod';
import { checkStates, type checkTriggers, dimensions, groupings } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { amountOut, dayIn, dayOut, pageIn, pageOf, timeOut } from '#lib/wire.ts';
import { freshnessOut } from '#server/quotas/schema.ts';

export type CheckTrigger = (typeof checkTriggers)[number];

export const checkErrorOut = z.object({
  reason: z.string().meta({ description: 'A reason of the error list, or internal' }),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  at: z.string(),
});
export type CheckError = z.output<typeof checkErrorOut>;

/** One sweep of one cloud account's bill, with its progress. */
export const checkOut = z.object({
  id: z.string(),
  cloudAccountId: z.string(),
  trigger: z.string(),
  state: z.enum(checkStates),
  deep: z.boolean().meta({ description: 'Reads three months again, not only the last days' }),
  slicesDone: z.int(),
  slicesTotal: z.int().meta({ description: '0 until the cloud has answered for the first time' }),
  pages: z.int(),
  rows: z.int(),
  changed: z.int().meta({ description: 'Records that this check has changed' }),
  error: checkErrorOut.nullable(),
  cloudTime: timeOut.nullable(),
  startedAt: timeOut,
  progressAt: timeOut,
  finishedAt: timeOut.nullable(),
});
export const checkPage = pageOf(checkOut);

export const startCheckInput = z.strictObject({
  cloudAccountId: idOf('cloudAccount'),
  deep: z.boolean().default(false).meta({ description: 'Read three months again' }),
});
export type StartCheckInput = z.output<typeof startCheckInput>;

export const checkRef = z.strictObject({ checkId: idOf('check') });
export type CheckRef = z.output<typeof checkRef>;

export const listChecksInput = z.strictObject({
  cloudAccountId: idOf('cloudAccount').optional(),
  state: z.enum(checkStates).optional(),
  ...pageIn,
});
export type ListChecksInput = z.output<typeof listChecksInput>;

/** Filters of the spending list; without days it is this month. */
const spendingFilter = {
  from: dayIn.optional(),
  to: dayIn.optional(),
  cloudAccountId: idOf('cloudAccount').optional(),
  subAccountId: idOf('subAccount').optional(),
  project: z.string().max(128).optional().meta({ description: 'Empty for spending that names no project' }),
  product: z.string().max(128).optional(),
  unattributed: z.boolean().optional().meta({ description: 'Only spending that counts for no sub-account' }),
};

export const listSpendingInput = z.strictObject({
  ...spendingFilter,
  groupBy: z.enum(groupings).default('record'),
  ...pageIn,
});
export type ListSpendingInput = z.output<typeof listSpendingInput>;

/** One record, or one group; what the group runs over is null. */
export const spendingOut = z.object({
  day: dayOut.nullable(),
  cloudAccountId: z.string().nullable(),
  cloudAccountName: z.string().nullable(),
  project: z.string().nullable(),
  product: z.string().nullable(),
  subAccountId: z.string().nullable(),
  subAccountName: z.string().nullable(),
  source: z.enum(['detail', 'split']).nullable(),
  amount: amountOut,
  currency: z.string(),
  rows: z.int().meta({ description: 'Bill rows behind it' }),
});
export const spendingPage = pageOf(spendingOut).extend({
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  totalAmount: amountOut.meta({ description: 'Of everything that the filters leave, on all pages' }),
});

/** The days that the asked ones are set beside; only one of them is that single day. */
const comparison = { compareFrom: dayIn.optional(), compareTo: dayIn.optional() };

export const spendingBreakdownInput = z.strictObject({
  ...spendingFilter,
  ...comparison,
  by: z.enum(dimensions),
  limit: z.int().min(1).max(500).default(100),
});
export type SpendingBreakdownInput = z.output<typeof spendingBreakdownInput>;

const named = z.object({
  id: z.string().meta({
    description: 'The name or id to filter by; empty for spending without a name, or of no sub-account',
  }),
  name: z.string(),
  amount: amountOut,
});
const before = amountOut.nullable().meta({ description: 'In the days compared with; null without any' });

export const spendingBreakdownOut = z.object({
  currency: z.string(),
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  amount: amountOut,
  before,
  unattributed: amountOut.meta({ description: 'Of the amount, what counts for no sub-account' }),
  items: z
    .array(named.extend({ before, unattributed: amountOut, rows: z.int() }))
    .meta({ description: 'Largest first; what spent only in the days before comes last' }),
  rest: z.object({ count: z.int(), amount: amountOut, before }).meta({ description: 'Beyond the limit' }),
});

export const spendingTrendInput = z.strictObject({
  ...spendingFilter,
  ...comparison,
  by: z.enum(dimensions),
  top: z.int().min(1).max(12).default(6),
});
export type SpendingTrendInput = z.output<typeof spendingTrendInput>;

export const spendingTrendOut = z.object({
  currency: z.string(),
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  series: z.array(named).meta({ description: 'The largest names, largest first' }),
  rest: z.object({ count: z.int(), amount: amountOut }),
  days: z
    .array(
      z.object({
        day: dayOut,
        amount: amountOut,
        parts: z.array(amountOut).meta({ description: 'One for each series' }),
        rest: amountOut,
        before: amountOut.nullable().meta({ description: 'On the day in the same place of the days before' }),
      }),
    )
    .meta({ description: 'Without gaps' }),
});

export const spendingDaysInput = z.strictObject({
  ...spendingFilter,
  top: z.int().min(0).max(10).default(3),
});
export type SpendingDaysInput = z.output<typeof spendingDaysInput>;

export const spendingDaysOut = z.object({
  currency: z.string(),
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  days: z
    .array(
      z.object({
        day: dayOut,
        amount: amountOut,
        unattributed: amountOut,
        rows: z.int().meta({ description: 'Bill rows behind it; 0 on a day that nothing was billed for' }),
        projectCount: z.int(),
        projects: z.array(z.object({ name: z.string(), amount: amountOut })),
      }),
    )
    .meta({ description: 'Without gaps, each with its largest projects' }),
});

export const spendingSummaryInput = z.strictObject({ cloudAccountId: idOf('cloudAccount').optional() });
export type SpendingSummaryInput = z.output<typeof spendingSummaryInput>;

const dayAmount = z.object({ day: dayOut, amount: amountOut, unattributed: amountOut });
const share = z.object({ name: z.string(), amount: amountOut });

export const spendingSummaryOut = z.object({
  currency: z.string(),
  month: z.string().meta({ examples: ['2026-11'] }),
  thisMonth: amountOut,
  lastMonth: amountOut,
  lastMonthToDate: amountOut.meta({ description: 'The last month up to the same day of the month' }),
  unattributed: z.object({
    total: amountOut,
    unnamed: amountOut.meta({ description: 'The bill names no project' }),
    default: amountOut.meta({ description: "The cloud's default project" }),
    unmanaged: amountOut.meta({ description: 'Projects that count for no sub-account' }),
  }),
  byDay: z.array(dayAmount).meta({ description: 'This month and the last, without gaps' }),
  byProduct: z.array(share),
  byProject: z.array(
    share.extend({ subAccountId: z.string().nullable(), subAccountName: z.string().nullable() }),
  ),
  cloudAccounts: z.array(
    z.object({
      cloudAccountId: z.string(),
      name: z.string(),
      status: z.string(),
      thisMonth: amountOut,
      freshness: freshnessOut,
      nextCheckAt: timeOut.nullable(),
      runningCheckId: z.string().nullable(),
    }),
  ),
});

export const subAccountSpendingInput = z.strictObject({
  subAccountId: idOf('subAccount'),
  from: dayIn.optional(),
  to: dayIn.optional(),
});
export type SubAccountSpendingInput = z.output<typeof subAccountSpendingInput>;

export const subAccountSpendingOut = z.object({
  subAccountId: z.string(),
  currency: z.string(),
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  total: amountOut.meta({ description: 'In the days asked for' }),
  allTime: amountOut,
  byProject: z.array(
    z.object({
      project: z.string(),
      amount: amountOut,
      monitored: z.boolean(),
      removed: z.boolean(),
      countedFrom: dayOut,
      countedThrough: dayOut.nullable(),
    }),
  ),
  byProduct: z.array(share),
  byDay: z
    .array(z.object({ day: dayOut, amount: amountOut, cumulative: amountOut }))
    .meta({ description: 'Without gaps; cumulative counts from the very first day' }),
  epochs: z
    .array(z.object({ startsAt: timeOut, granted: amountOut }))
    .meta({ description: 'The quota over time, for the line above the burn-down' }),
  freshness: freshnessOut,
});
