import { z } from 'zod';
import { allocateQuotaInput } from '#server/quotas/schema.ts';

/** The sub-account's input, with the sign as a choice of its own. */
export const allocationForm = allocateQuotaInput.omit({ subAccountId: true }).extend({
  direction: z.enum(['allocate', 'deduct']),
  amount: allocateQuotaInput.shape.amount.refine((amount) => amount > 0n, 'amount_negative'),
});
