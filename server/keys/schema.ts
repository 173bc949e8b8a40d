import { z } from 'zod';
import { rangeText, readRange } from '#lib/address-ranges.ts';
import { keySorts, keyStates } from '#lib/choices.ts';
import { idOf } from '#lib/ids.ts';
import { allPermissions, type Permission } from '#lib/permissions.ts';
import { anyOf, dayIn, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';

const permission = z.enum(allPermissions as [Permission, ...Permission[]], 'permission_unknown');

const MOST_ADDRESSES = 50;
const MOST_OVERLAP_HOURS = 720;

export const apiKeyOut = z.object({
  id: z.string(),
  name: z.string(),
  hint: z
    .string()
    .meta({ description: 'Beginning and end of the secret', examples: ['ag_live_3f9a0c1b2d4e…9c1f'] }),
  permissions: z.array(z.string()),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(keyStates),
  createdBy: z
    .string()
    .nullable()
    .meta({ description: 'Name of a member; null for a key, a job or somebody who left' }),
  createdAt: timeOut,
  expiresAt: timeOut.nullable(),
  revokedAt: timeOut.nullable(),
  lastUsedAt: timeOut.nullable().meta({ description: 'Some seconds late' }),
  lastUsedAddress: z.string().nullable(),
  perMinute: z.int().nullable().meta({ description: 'Requests a minute; null for no limit' }),
  perMonth: z
    .int()
    .nullable()
    .meta({ description: "Requests a month of the tenant's calendar; null for no limit" }),
  addresses: z
    .array(z.string())
    .meta({ description: 'Where it may be used from; empty for anywhere', examples: [['203.0.113.0/24']] }),
  previousSecret: z
    .object({ hint: z.string(), validUntil: timeOut })
    .nullable()
    .meta({ description: 'The secret that the last rotation replaced, while it still works' }),
  thisMonth: z.int().meta({ description: 'Requests let through in this month' }),
  recent: z.array(z.int()).meta({ description: 'Requests on each of the last 14 days, today last' }),
});
export const apiKeyPage = pageOf(apiKeyOut);

export const newApiKeyOut = apiKeyOut.extend({ secret: z.string().meta({ description: 'Shown once' }) });

export const listKeysInput = z.strictObject({
  ...pageIn,
  state: anyOf(z.enum(keyStates)).optional(),
  teamId: anyOf(z.union([idOf('team'), z.literal('none')], 'team_filter'))
    .optional()
    .meta({ description: 'In this team or one below it; `none` for those in no team' }),
  text: z.string().trim().max(100).optional().meta({ description: 'Part of the name or of the hint' }),
  sort: z.enum(keySorts).optional(),
  order: orderIn.optional().meta({ description: 'Newest first unless sorted otherwise' }),
});
export type ListKeysInput = z.output<typeof listKeysInput>;

const keyName = z.string().trim().min(1, 'field_required').max(80, 'name_long');
const limit = z
  .int('limit_range')
  .min(1, 'limit_range')
  .max(1_000_000_000, 'limit_range')
  .meta({ examples: [600] });

const address = z
  .string()
  .trim()
  .max(64, 'address_range')
  .transform((text, ctx) => {
    const range = readRange(text);
    if (range) return rangeText(range);
    ctx.addIssue({ code: 'custom', message: 'address_range' });
    return z.NEVER;
  })
  .meta({ description: 'An address or a CIDR range, IPv4 or IPv6', examples: ['203.0.113.0/24'] });
const addresses = z
  .array(address)
  .max(MOST_ADDRESSES, 'address_ranges_many')
  .transform((list) => [...new Set(list)])
  .meta({ description: 'Where the key may be used from; empty for anywhere' });

const team = idOf('team').nullable().meta({ description: 'The team that it belongs to; null for none' });

export const createKeyInput = z.strictObject({
  name: keyName,
  permissions: z.array(permission).min(1, 'field_required').max(200),
  expiresAt: timeIn.optional(),
  perMinute: limit.optional().meta({ description: 'Requests a minute' }),
  perMonth: limit.optional().meta({ description: "Requests a month of the tenant's calendar" }),
  addresses: addresses.optional(),
  teamId: team.optional(),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;

export const keyRef = z.strictObject({ keyId: idOf('key') });
export type KeyRef = z.output<typeof keyRef>;

/** Rights are left out: a key never gains any, and one with fewer is another key. */
export const updateKeyInput = keyRef.extend({
  name: keyName.optional(),
  expiresAt: timeIn.nullable().optional().meta({ description: 'null for never' }),
  perMinute: limit.nullable().optional().meta({ description: 'null for no limit' }),
  perMonth: limit.nullable().optional().meta({ description: 'null for no limit' }),
  addresses: addresses.optional(),
  teamId: team.optional(),
});
export type UpdateKeyInput = z.output<typeof updateKeyInput>;

export const rotateKeyInput = keyRef.extend({
  overlapHours: z
    .int('overlap_range')
    .min(0, 'overlap_range')
    .max(MOST_OVERLAP_HOURS, 'overlap_range')
    .default(24)
    .meta({
      description: 'How long the present secret goes on working; 0 ends it, and any earlier one, at once',
    }),
});
export type RotateKeyInput = z.output<typeof rotateKeyInput>;

export const keyUsageInput = keyRef.extend({
  from: dayIn.optional().meta({ description: 'First day; the last 30 days unless given' }),
  to: dayIn.optional().meta({ description: 'Last day; today unless given' }),
});
export type KeyUsageInput = z.output<typeof keyUsageInput>;

export const keyUsageOut = z.object({
  days: z
    .array(
      z.object({
        day: z.string().meta({ format: 'date' }),
        requests: z.int().meta({ description: 'The sum of what follows' }),
        succeeded: z.int().meta({ description: 'Answered with 2xx or 3xx' }),
        clientErrors: z.int().meta({ description: 'Answered with 4xx' }),
        serverErrors: z.int().meta({ description: 'Answered with 5xx' }),
        refused: z.int().meta({
          description: 'Turned away with the key: a limit, a blocked address, expired, revoked, replaced',
        }),
      }),
    )
    .meta({ description: "Every day of the range in the tenant's calendar, some seconds late" }),
  month: z.object({
    month: z.string().meta({ examples: ['2026-11'] }),
    requests: z.int().meta({ description: 'Requests let through in this month' }),
    limit: z.int().nullable(),
    endsAt: timeOut,
  }),
});
export type KeyUsage = z.output<typeof keyUsageOut>;
