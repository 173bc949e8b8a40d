import { z } from 'zod';
import { faultTargets, sandboxFaultKinds, sandboxProducts } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { amountIn, amountOut, dayIn } from '#lib/wire.ts';

/** Beyond what anybody needs to try a limit, and far below what a quota can hold. */
const LARGEST = 1_000_000n * 1_000_000_000n;
const upTo = (amount: bigint) => amount <= LARGEST && amount >= -LARGEST;
const positive = amountIn
  .refine((amount) => amount > 0n, 'amount_not_positive')
  .refine(upTo, 'amount_too_large')
  .meta({ examples: ['10.00'] });
const projectName = z.string().trim().min(1, 'field_required').max(128);
const product = z.enum(sandboxProducts);

export const sandboxRef = z.strictObject({ cloudAccountId: idOf('cloudAccount') });
export type SandboxRef = z.output<typeof sandboxRef>;

export const sandboxListOut = z.object({
  items: z.array(z.object({ cloudAccountId: z.string(), name: z.string(), cloudAccountNo: z.string() })),
});

export const createSandboxInput = z.strictObject({
  name: z.string().trim().min(1, 'field_required').max(80).default('Sandbox'),
});
export type CreateSandboxInput = z.output<typeof createSandboxInput>;
export const createSandboxOut = z.object({
  cloudAccountId: z.string(),
  name: z.string(),
  projects: z.array(z.string()).meta({ description: 'Projects that the new account has' }),
});

const rateOut = z.object({
  id: z.string(),
  projectName: z.string(),
  product: z.string(),
  subAccountId: z.string().nullable().meta({ description: 'Whom the project belongs to' }),
  amountPerHour: amountOut,
  running: z.boolean().meta({ description: 'false while what it hangs on is switched off' }),
  spent: amountOut,
});

const faultOut = z.object({
  kind: z.enum(sandboxFaultKinds),
  action: z.string().nullable().meta({ description: 'null hits every call' }),
  times: z.int().meta({ description: 'Calls that it will still hit' }),
});

/** How one sub-account stands in AirGate and, beside it, what the cloud bills for it right now. */
const standingOut = z.object({
  subAccountId: z.string(),
  userName: z.string(),
  displayName: z.string(),
  state: z.enum(['active', 'cutting_off', 'cut_off', 'restoring']),
  protected: z.boolean(),
  projects: z.array(z.string()),
  quota: z.object({ granted: amountOut, spent: amountOut }).nullable(),
  unread: amountOut.meta({ description: 'Billed by the cloud this month and not in the quota yet' }),
  pace: amountOut.meta({ description: 'An hour, of all its rates, also those that are stopped' }),
  running: amountOut.meta({ description: 'An hour, of the rates that run' }),
  blocked: z
    .enum(['gone', 'locked_out', 'denied'])
    .nullable()
    .meta({ description: 'Why the cloud lets it spend nothing' }),
});

export const sandboxOut = z.object({
  cloudAccountId: z.string(),
  name: z.string(),
  cloudAccountNo: z.string(),
  currency: z.string(),
  checkedAt: z.string().nullable().meta({ format: 'date-time' }),
  clock: z.object({
    now: z.string().meta({ format: 'date-time' }),
    today: z.string().meta({ format: 'date' }),
    aheadSeconds: z.int(),
  }),
  readAt: z.string().meta({ format: 'date-time', description: 'When this was true, by AirGate’s clock' }),
  projects: z.array(
    z.object({ name: z.string(), displayName: z.string(), subAccountId: z.string().nullable() }),
  ),
  accounts: z.array(standingOut),
  rates: z.array(rateOut),
  faults: z.array(faultOut),
});
export type SandboxOut = z.output<typeof sandboxOut>;

export const sandboxUserInput = z.strictObject({ subAccountId: idOf('subAccount') });
export type SandboxUserInput = z.output<typeof sandboxUserInput>;

const answerOut = z.object({ action: z.string(), status: z.int(), code: z.string().nullable() });

/** A sub-account as the cloud has it, whatever AirGate believes. */
export const sandboxUserOut = z.object({
  subAccountId: z.string(),
  exists: z.boolean(),
  blocked: z.enum(['gone', 'locked_out', 'denied']).nullable(),
  login: z.enum(['none', 'allowed', 'refused']),
  keys: z.array(
    z.object({
      id: z.string(),
      active: z.boolean(),
      answer: answerOut.meta({ description: 'What a call signed with it would get now' }),
    }),
  ),
  apiKeys: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
  policies: z.array(z.object({ name: z.string(), project: z.string().nullable(), denies: z.boolean() })),
  arkKeys: z.array(z.object({ id: z.string(), name: z.string(), project: z.string(), active: z.boolean() })),
  endpoints: z.array(
    z.object({ id: z.string(), name: z.string(), project: z.string(), running: z.boolean() }),
  ),
});
export type SandboxUserOut = z.output<typeof sandboxUserOut>;

export const sandboxCallsInput = sandboxRef.extend({ limit: z.int().min(1).max(200).default(30) });
export type SandboxCallsInput = z.output<typeof sandboxCallsInput>;
export const sandboxCallsOut = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      at: z.string().meta({ format: 'date-time' }),
      service: z.string(),
      action: z.string(),
      user: z.string().nullable().meta({ description: 'null for the root key, which is AirGate itself' }),
      signed: z.boolean(),
      status: z.int().meta({ description: '0 when the cloud never answered' }),
      code: z.string().nullable(),
      done: z.boolean().meta({ description: 'Carried out, whether or not an answer told so' }),
    }),
  ),
});

export const spendInSandboxInput = sandboxRef.extend({
  subAccountId: idOf('subAccount'),
  projectName,
  product: product.default('ark_bd'),
  amount: positive,
});
export type SpendInSandboxInput = z.output<typeof spendInSandboxInput>;
export const spendInSandboxOut = z.object({
  booked: z.boolean(),
  refusal: z
    .enum(['gone', 'locked_out', 'denied'])
    .nullable()
    .meta({ description: 'Why the cloud let it spend nothing' }),
});

export const setRateInput = sandboxRef.extend({
  projectName,
  product: z.string().trim().min(1, 'field_required').max(128).default('ark_bd'),
  rateId: z.string().min(1).max(128).optional().meta({ description: 'A rate that is there already' }),
  amountPerHour: amountIn
    .refine((amount) => amount >= 0n, 'amount_negative')
    .refine(upTo, 'amount_too_large')
    .meta({ description: '0 takes the rate away', examples: ['60.00'] }),
});
export type SetRateInput = z.output<typeof setRateInput>;
export const rateChangeOut = z.object({ rateId: z.string().nullable() });

export const advanceInput = sandboxRef.extend({ hours: z.int().min(1).max(744) });
export type AdvanceInput = z.output<typeof advanceInput>;
export const advanceOut = z.object({ now: z.string().meta({ format: 'date-time' }) });

export const causeFaultInput = sandboxRef.extend({
  kind: z.enum(sandboxFaultKinds),
  action: z.enum(faultTargets).optional().meta({ description: 'Without it, whichever call comes next' }),
  times: z.int().min(1).max(100).default(1),
});
export type CauseFaultInput = z.output<typeof causeFaultInput>;
export const faultsOut = z.object({ faults: z.array(faultOut) });

export const correctBillInput = sandboxRef.extend({
  projectName,
  product: product.default('ark_bd'),
  day: dayIn,
  amount: amountIn
    .refine((amount) => amount !== 0n, 'amount_zero')
    .refine(upTo, 'amount_too_large')
    .meta({ description: 'Below zero for a refund', examples: ['-5.00'] }),
});
export type CorrectBillInput = z.output<typeof correctBillInput>;
export const correctBillOut = z.object({ booked: z.boolean() });
