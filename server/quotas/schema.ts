import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { amountIn, amountOut, dayOut, pageIn, pageOf, timeOut } from '#lib/wire.ts';

export const quotaRef = z.strictObject({ subAccountId: idOf('subAccount') });
export type QuotaRef = z.output<typeof quotaRef>;

export const allocateQuotaInput = quotaRef.extend({
  amount: amountIn
    .refine((amount) => amount !== 0n, 'amount_zero')
    .meta({ description: 'Positive to allocate, negative to deduct', examples: ['100.00', '-20.00'] }),
  reason: z.string().trim().min(1, 'field_required').max(200),
});
export type AllocateQuotaInput = { subAccountId: string; amount: bigint; reason: string };

/** One signed change of a quota. */
export const allocationOut = z.object({
  id: z.string(),
  subAccountId: z.string(),
  epoch: z.int(),
  amount: amountOut,
  before: amountOut,
  after: amountOut,
  currency: z.string(),
  reason: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  at: timeOut,
});
export const allocationPage = pageOf(allocationOut);

export const listAllocationsInput = quotaRef.extend(pageIn);
export type ListAllocationsInput = z.output<typeof listAllocationsInput>;

/** How old a number is and where it comes from. */
export const freshnessOut = z.object({
  source: z
    .enum(['detail', 'split'])
    .nullable()
    .meta({ description: 'detail: early, may lack projects; split: complete; null: never checked' }),
  completeThrough: timeOut.nullable().meta({ description: 'Spending before this time is complete' }),
  lagHours: z.int().nullable(),
  checkedAt: timeOut.nullable(),
});

const stepOut = z.object({
  step: z.int().meta({ description: 'Percent of the quota; 100 is the limit itself' }),
  state: z
    .enum(['armed', 'fired', 'passed'])
    .meta({ description: 'passed: reached before this epoch began, so it does not fire in it' }),
  firedAt: timeOut.nullable(),
});

const burnOut = z.object({
  perDay: amountOut,
  days: z.int().meta({ description: 'Complete billing days behind it' }),
  from: dayOut,
  through: dayOut,
});

export const forecastOut = z.object({
  runsOutAt: timeOut,
  earliest: timeOut,
  latest: timeOut.nullable().meta({ description: 'null: beyond what can be said' }),
  expectedOverrun: amountOut.meta({ description: 'Spent past the quota before the bill can show it' }),
  overrunHours: z.int().meta({ description: 'How late the bill is: the overrun is what these hours cost' }),
});

export const quotaOut = z.object({
  subAccountId: z.string(),
  cloudAccountId: z.string(),
  currency: z.string(),
  enforced: z.boolean().meta({ description: 'false: nothing was ever allocated, so nothing is limited' }),
  bucketId: z.string().nullable(),
  epoch: z.int().nullable(),
  epochStartedAt: timeOut.nullable(),
  granted: amountOut,
  spent: amountOut,
  remaining: amountOut.meta({ description: 'Negative once more was spent than granted' }),
  shareBp: z.int().meta({ description: 'Spent of granted, in hundredths of a percent' }),
  steps: z.array(stepOut),
  burn: burnOut.nullable(),
  forecast: forecastOut.nullable(),
  freshness: freshnessOut,
});

export const forecastQuotasInput = z.strictObject({
  subAccountIds: z.array(idOf('subAccount')).min(1, 'field_required').max(200),
});
export type ForecastQuotasInput = z.output<typeof forecastQuotasInput>;
export const forecastQuotasOut = z.object({
  items: z.array(forecastOut.extend({ subAccountId: z.string(), perDay: amountOut })),
});

export const quotaOverviewInput = z.strictObject({
  cloudAccountId: idOf('cloudAccount').optional(),
  top: z.int().min(1).max(50).default(10),
});
export type QuotaOverviewInput = z.output<typeof quotaOverviewInput>;

export const quotaOverviewOut = z.object({
  currency: z.string(),
  subAccounts: z.int().meta({ description: 'Sub-accounts with a quota' }),
  reached: z.int().meta({ description: 'At or above their quota' }),
  granted: amountOut,
  spent: amountOut,
  remaining: amountOut.meta({ description: 'Sum of what is left, overruns not subtracted' }),
  overrun: amountOut,
  runsOutNext: z.array(
    z.object({
      subAccountId: z.string(),
      cloudAccountId: z.string(),
      userName: z.string(),
      displayName: z.string(),
      state: z.string(),
      granted: amountOut,
      spent: amountOut,
      shareBp: z.int(),
      perDay: amountOut,
      runsOutAt: timeOut,
      earliest: timeOut,
      latest: timeOut.nullable(),
    }),
  ),
});
