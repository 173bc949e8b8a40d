import { z } from 'zod';
import { tenantSorts, tenantStates } from '#lib/choices.ts';
import { lostIn } from '#lib/contrast.ts';
import { locales } from '#lib/i18n/locale.ts';
import { idOf } from '#lib/ids.ts';
import { anyOf, currencyCode, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';
import { mailStates, memberRef } from '#server/members/schema.ts';
import { emailIn } from '#server/users/schema.ts';

const name = z.string().trim().min(1, 'field_required').max(80, 'name_long');
const RESERVED = [
  'api',
  'operator',
  'sign-in',
  'sign-out',
  'invitation',
  'approval',
  'reset',
  'verify',
  'sso',
  'gallery',
  'profile',
  'no-tenant',
  'messages',
  'deleted',
  'health',
  'docs',
];
export const transferOutcomes = ['accepted', 'declined', 'withdrawn', 'expired'] as const;
export type TransferOutcome = (typeof transferOutcomes)[number];

/** One transparent pixel. */
const EXAMPLE_LOGO =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** The tenant's part of an address; short and plain, and none of the console's own first segments. */
const slug = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'slug_format')
  .refine((text) => !RESERVED.includes(text), 'slug_reserved');

const timeZone = z
  .string()
  .refine(isTimeZone, 'time_zone_unknown')
  .meta({ examples: ['Asia/Shanghai'] });

export const tenantOut = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  locale: z.enum(locales),
  status: z.enum(tenantStates),
  isDemo: z.boolean(),
  createdAt: timeOut,
  deletedAt: timeOut.nullable(),
  purgeAt: timeOut.nullable().meta({ description: 'When a deleted tenant goes for good' }),
});

export const ownTenantOut = tenantOut.extend({
  currencyFixed: z.boolean().meta({ description: 'Quota is kept in it, so it cannot change' }),
  accent: z.string().nullable().meta({ description: 'The colour that marks it in the console, as #rrggbb' }),
  logo: z.string().nullable().meta({ description: 'SHA-256 of its logo; null without one' }),
});

/** A colour that can be told from the ground in both themes. */
const accent = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'accent_format')
  .superRefine((hex, ctx) => {
    const theme = lostIn(hex);
    if (theme) ctx.addIssue({ code: 'custom', message: `accent_${theme}` });
  });

export const getTenantInput = z.strictObject({});
export type GetTenantInput = z.output<typeof getTenantInput>;

export const updateTenantInput = z.strictObject({
  name: name.optional(),
  currency: currencyCode.optional(),
  timeZone: timeZone.optional(),
  locale: z.enum(locales).optional(),
  accent: accent
    .nullable()
    .optional()
    .meta({
      description: 'As #rrggbb; must stand out in the light and in the dark theme',
      examples: ['#c2410c'],
    }),
});
export type UpdateTenantInput = z.output<typeof updateTenantInput>;

export const tenantRefInput = z.strictObject({ tenantId: idOf('tenant') });
export type TenantRefInput = z.output<typeof tenantRefInput>;

export const createTenantInput = z.strictObject({
  name,
  slug,
  currency: currencyCode.default('CNY'),
  timeZone: timeZone.default('Asia/Shanghai'),
  locale: z.enum(locales).default('en'),
  ownerEmail: emailIn,
});
export type CreateTenantInput = z.output<typeof createTenantInput>;

/** Either the owner is a member already, or they are invited and the link is shown once. */
export const createdTenantOut = tenantOut.extend({
  invitation: z.object({ email: z.string(), link: z.string(), mail: z.enum(mailStates) }).nullable(),
});

export const listTenantsInput = z.strictObject({
  ...pageIn,
  text: z.string().trim().max(100).optional(),
  status: anyOf(z.enum(tenantStates)).optional(),
  from: timeIn.optional().meta({ description: 'Made from this moment on' }),
  to: timeIn.optional().meta({ description: 'Made before this moment' }),
  sort: z.enum(tenantSorts).optional(),
  order: orderIn.optional().meta({ description: 'Newest first unless sorted otherwise' }),
});
export type ListTenantsInput = z.output<typeof listTenantsInput>;

export const tenantRow = tenantOut.extend({
  members: z.int(),
  subAccounts: z.int(),
  cloudAccounts: z.int(),
});
export const tenantPage = pageOf(tenantRow);

/** Whoever does what cannot be taken back types the tenant's address. */
const typedSlug = z.string().trim().max(80).meta({ description: "The tenant's address, as a confirmation" });

export const confirmInput = z.strictObject({ slug: typedSlug });
export type ConfirmInput = z.output<typeof confirmInput>;

export const deleteAnyTenantInput = tenantRefInput.extend({ slug: typedSlug });
export type DeleteAnyTenantInput = z.output<typeof deleteAnyTenantInput>;

const count = z.int();
const countsOut = z.object({
  members: count,
  invitations: count.meta({ description: 'Open ones' }),
  roles: count.meta({ description: 'Custom ones' }),
  teams: count,
  apiKeys: count.meta({ description: 'Not revoked' }),
  cloudAccounts: count,
  subAccounts: count,
  quotaEntries: count,
  spendingRecords: count,
  alerts: count,
  channels: count,
  savedViews: count,
  auditEntries: count,
});
export type DeletionCounts = z.output<typeof countsOut>;

export const deletionOut = z.object({
  counts: countsOut,
  purgeAt: timeOut.meta({ description: 'When it would go for good, or will' }),
});

export const listPurgedInput = z.strictObject(pageIn);
export type ListPurgedInput = z.output<typeof listPurgedInput>;

const purgedOut = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  counts: z.unknown().pipe(countsOut.partial()),
  createdAt: timeOut,
  deletedAt: timeOut,
  deletedBy: z.string(),
  startedAt: timeOut,
  purgedAt: timeOut.nullable().meta({ description: 'Null while the purge goes on' }),
  purgedBy: z.string(),
});
export const purgedPage = pageOf(purgedOut);

export const setLogoInput = z.strictObject({
  image: z
    .base64('logo_format')
    .min(1, 'field_required')
    .max(90_000, 'logo_large')
    .meta({
      description: 'A PNG or WebP of at most 64 kB and 1024 pixels, in base64',
      examples: [EXAMPLE_LOGO],
    }),
});
export type SetLogoInput = z.output<typeof setLogoInput>;

export const offerTransferInput = memberRef.extend({ slug: typedSlug });
export type OfferTransferInput = z.output<typeof offerTransferInput>;

export const transferRef = z.strictObject({ transferId: idOf('ownerTransfer') });
export type TransferRef = z.output<typeof transferRef>;

const partyOut = z.object({ memberId: z.string(), name: z.string(), email: z.string() });

export const transferOut = z.object({
  id: z.string(),
  from: partyOut,
  to: partyOut,
  createdAt: timeOut,
  expiresAt: timeOut,
  outcome: z.enum(transferOutcomes).nullable().meta({ description: 'Null while it waits for an answer' }),
});

/** The one that waits for an answer. */
export const openTransferOut = z.object({ transfer: transferOut.nullable() });

/** Whether the runtime knows the zone; names only, since an offset knows no summer time. */
function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
