import { z } from 'zod';

const invariantKinds = [
  'granted_differs',
  'spent_differs',
  'carry_differs',
  'epoch_gap',
  'no_open_epoch',
  'hard_limit_passed',
] as const;

/** A bucket that contradicts its entries or its neighbours; amounts are in nanos, as text. */
export const invariantFinding = z.object({
  kind: z.enum(invariantKinds),
  tenantId: z.string(),
  bucketId: z.string(),
  expected: z.string(),
  actual: z.string(),
});
export type InvariantFinding = z.output<typeof invariantFinding>;

export const checkInvariantsInput = z.strictObject({
  /** Buckets to prove, chosen at random; for a page that is looked at often. */
  sample: z.int().min(1).max(1_000_000).default(1_000_000),
});
export type CheckInvariantsInput = z.input<typeof checkInvariantsInput>;

export const invariantsOut = z.object({
  buckets: z.int().meta({ description: 'Buckets proved' }),
  findings: z.array(invariantFinding),
});
