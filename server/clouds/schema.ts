import { z } from 'zod';
import { cloudSorts, cloudStates, providerIds } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { anyOf, orderIn, pageIn, pageOf, timeOut } from '#lib/wire.ts';

const name = z.string().trim().min(1, 'field_required').max(80);
const accessKeyId = z
  .string()
  .trim()
  .min(8)
  .max(128)
  .meta({ examples: ['AKLTexample1234'] });
const secretAccessKey = z.string().trim().min(8).max(256);

export const cloudAccountOut = z.object({
  id: z.string(),
  provider: z.enum(providerIds),
  name: z.string(),
  cloudAccountNo: z.string(),
  principal: z.string(),
  keyHint: z.string(),
  status: z.enum(['active', 'failing', 'disconnected']),
  lastError: z.object({ reason: z.string(), message: z.string(), at: z.string() }).nullable(),
  connectedAt: timeOut,
  verifiedAt: timeOut,
  syncedAt: timeOut.nullable(),
  checkedAt: timeOut.nullable(),
  subAccounts: z.int().meta({ description: 'Managed sub-accounts' }),
});
export const cloudAccountPage = pageOf(cloudAccountOut);
export type CloudAccountOut = z.output<typeof cloudAccountOut>;

export const listCloudAccountsInput = z.strictObject({
  ...pageIn,
  text: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: "Part of the name or the account's number" }),
  status: anyOf(z.enum(cloudStates)).optional(),
  provider: anyOf(z.enum(providerIds)).optional(),
  sort: z.enum(cloudSorts).optional(),
  order: orderIn.optional().meta({ description: 'Newest first unless sorted otherwise' }),
});
export type ListCloudAccountsInput = z.output<typeof listCloudAccountsInput>;

export const cloudAccountRef = z.strictObject({ cloudAccountId: idOf('cloudAccount') });
export type CloudAccountRef = z.output<typeof cloudAccountRef>;

export const testCredentialInput = z.strictObject({
  provider: z.enum(providerIds),
  accessKeyId,
  secretAccessKey,
});
export type TestCredentialInput = z.output<typeof testCredentialInput>;
export const testCredentialOut = z.object({
  cloudAccountNo: z.string(),
  principal: z.string(),
  isRoot: z.boolean(),
});

export const connectCloudAccountInput = testCredentialInput.extend({ name });
export type ConnectCloudAccountInput = z.output<typeof connectCloudAccountInput>;

export const updateCloudAccountInput = cloudAccountRef.extend({ name });
export type UpdateCloudAccountInput = z.output<typeof updateCloudAccountInput>;

export const rotateCredentialInput = cloudAccountRef.extend({ accessKeyId, secretAccessKey });
export type RotateCredentialInput = z.output<typeof rotateCredentialInput>;
