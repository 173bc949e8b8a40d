import { z } from 'zod';
import { keySorts, keyStates } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { allPermissions, type Permission } from '#lib/permissions.ts';
import { anyOf, orderIn, pageIn, pageOf, timeOut } from '#lib/wire.ts';

const permission = z.enum(allPermissions as [Permission, ...Permission[]], 'permission_unknown');

export const apiKeyOut = z.object({
  id: z.string(),
  name: z.string(),
  hint: z
    .string()
    .meta({ description: 'Beginning and end of the secret', examples: ['ag_live_3f9a0c1b2d4e…9c1f'] }),
  permissions: z.array(z.string()),
  state: z.enum(keyStates),
  createdBy: z
    .string()
    .nullable()
    .meta({ description: 'Name of a member; null for a key, a job or somebody who left' }),
  createdAt: timeOut,
  expiresAt: timeOut.nullable(),
  revokedAt: timeOut.nullable(),
  lastUsedAt: timeOut.nullable().meta({ description: 'To the minute' }),
});
export const apiKeyPage = pageOf(apiKeyOut);

export const newApiKeyOut = apiKeyOut.extend({ secret: z.string().meta({ description: 'Shown once' }) });

export const listKeysInput = z.strictObject({
  ...pageIn,
  state: anyOf(z.enum(keyStates)).optional(),
  text: z.string().trim().max(100).optional().meta({ description: 'Part of the name or of the hint' }),
  sort: z.enum(keySorts).optional(),
  order: orderIn.optional().meta({ description: 'Newest first unless sorted otherwise' }),
});
export type ListKeysInput = z.output<typeof listKeysInput>;

export const createKeyInput = z.strictObject({
  name: z.string().trim().min(1, 'field_required').max(80, 'name_long'),
  permissions: z.array(permission).min(1, 'field_required').max(200),
  expiresAt: z.iso
    .datetime({ offset: true, error: 'time_format' })
    .transform((text) => new Date(text))
    .optional(),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;

export const keyRef = z.strictObject({ keyId: idOf('key') });
export type KeyRef = z.output<typeof keyRef>;
