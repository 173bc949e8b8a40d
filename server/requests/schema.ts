import { z } from 'zod';
import { requestSorts, requestStates } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { amountIn, amountOut, anyOf, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';
import { subAccountStatuses } from '#server/iam/schema.ts';
import { apiKeyOut } from '#server/keys/schema.ts';
import { forecastOut, freshnessOut, quotaOut } from '#server/quotas/schema.ts';
import { subAccountSpendingOut } from '#server/spending/schema.ts';

/** What is asked for and what is given are amounts to add; taking away is an allocation of another kind. */
const wanted = amountIn.refine((amount) => amount > 0n, 'amount_negative').meta({ examples: ['100.00'] });
const note = z.string().trim().max(500);

const figures = z.object({
  granted: amountOut,
  spent: amountOut,
  currency: z.string(),
  shareBp: z.int().meta({ description: 'Spent of granted, in hundredths of a percent' }),
});

export const requestOut = z.object({
  id: z.string(),
  subAccount: z.object({
    id: z.string(),
    userName: z.string(),
    displayName: z.string(),
    quota: figures.nullable().meta({ description: 'As it is now; null without a quota' }),
  }),
  amount: amountOut,
  currency: z.string(),
  reason: z.string(),
  requestedBy: z.string().meta({ description: 'Name of whoever asked, as it was then' }),
  own: z.boolean().meta({ description: 'Whether the caller asked' }),
  state: z.enum(requestStates),
  createdAt: timeOut,
  expiresAt: timeOut,
  decidedBy: z.string().nullable(),
  decidedAt: timeOut.nullable(),
  note: z.string().meta({ description: 'What whoever decided had to say' }),
  allocated: amountOut.nullable().meta({ description: 'Can differ from what was asked for' }),
  entryId: z.string().nullable().meta({ description: 'The allocation that the approval made' }),
});
export type RequestOut = z.output<typeof requestOut>;
export const requestPage = pageOf(requestOut);

export const requestRef = z.strictObject({ quotaRequestId: idOf('quotaRequest') });
export type RequestRef = z.output<typeof requestRef>;

const filters = {
  state: anyOf(z.enum(requestStates)).optional(),
  subAccountId: anyOf(idOf('subAccount')).optional(),
};

export const listRequestsInput = z.strictObject({
  ...filters,
  text: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: "Part of the reason, of whoever asked, or of the sub-account's name" }),
  from: timeIn.optional().meta({ description: 'Asked from this moment on' }),
  to: timeIn.optional().meta({ description: 'Asked before this moment' }),
  sort: z.enum(requestSorts).optional(),
  order: orderIn.optional().meta({ description: 'Newest first unless sorted otherwise' }),
  ...pageIn,
});
export type ListRequestsInput = z.output<typeof listRequestsInput>;

export const listMyRequestsInput = z.strictObject({ ...filters, ...pageIn });
export type ListMyRequestsInput = z.output<typeof listMyRequestsInput>;

export const pendingOut = z.object({ pending: z.int() });

export const createRequestInput = z.strictObject({
  subAccountId: idOf('subAccount'),
  amount: wanted,
  reason: z.string().trim().min(1, 'field_required').max(500),
});
export type CreateRequestInput = z.output<typeof createRequestInput>;

export const approveRequestInput = requestRef.extend({
  amount: wanted.optional().meta({ description: 'What was asked for, unless given' }),
  note: note.default(''),
});
export type ApproveRequestInput = z.output<typeof approveRequestInput>;

export const rejectRequestInput = requestRef.extend({ note: note.default('') });
export type RejectRequestInput = z.output<typeof rejectRequestInput>;

/** The form behind a link in a mail. An empty amount stands for what was asked for. */
export const byLinkInput = z.strictObject({
  token: z.string().max(200),
  amount: z.preprocess((text) => (text === '' ? undefined : text), wanted.optional()),
  note: note.default(''),
});
export type ByLinkInput = z.output<typeof byLinkInput>;

const mySubAccountOut = z.object({
  id: z.string(),
  userName: z.string(),
  displayName: z.string(),
  cloudAccount: z.object({ name: z.string(), provider: z.string() }),
  status: z.enum(subAccountStatuses),
  protected: z.boolean(),
  alertSteps: z.array(z.int()),
  quota: figures
    .extend({ remaining: amountOut.meta({ description: 'Negative once more was spent than granted' }) })
    .nullable(),
  forecast: forecastOut.nullable(),
  freshness: freshnessOut,
  pendingRequest: z.object({ id: z.string(), amount: amountOut, createdAt: timeOut }).nullable(),
});
export type MySubAccount = z.output<typeof mySubAccountOut>;
export const mySubAccountPage = pageOf(mySubAccountOut);
export const listMySubAccountsInput = z.strictObject(pageIn);
export type ListMySubAccountsInput = z.output<typeof listMySubAccountsInput>;

export const mySubAccountInput = z.strictObject({
  subAccountId: idOf('subAccount'),
  days: z.int().min(1).max(92).default(30).meta({ description: 'How far back the spending goes' }),
});
export type MySubAccountInput = z.output<typeof mySubAccountInput>;
export const mySubAccountDetailOut = z.object({
  subAccount: mySubAccountOut,
  quota: quotaOut,
  spending: subAccountSpendingOut,
});

const myKeyOut = apiKeyOut.omit({ createdBy: true });
export type MyKey = z.output<typeof myKeyOut>;
export const myKeyPage = pageOf(myKeyOut);
export const listMyKeysInput = z.strictObject(pageIn);
export type ListMyKeysInput = z.output<typeof listMyKeysInput>;
