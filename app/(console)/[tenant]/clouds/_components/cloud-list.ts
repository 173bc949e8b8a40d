import type { z } from 'zod';
import type { CloudAccountOut } from '#server/clouds/schema.ts';
import type { syncOut } from '#server/iam/schema.ts';

/** A tenant connects a few cloud accounts: one page holds them all. */
export const cloudListInput = { limit: 200 };

export type CloudAccount = CloudAccountOut;
export type SyncCounts = z.output<typeof syncOut>;

/** The last few spending checks of one account. */
export function checksInput(cloudAccountId: string) {
  return { cloudAccountId, limit: 8 };
}
