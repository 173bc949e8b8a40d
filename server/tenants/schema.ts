import { z } from 'zod';
import { tenantSorts } from '#lib/choices.ts';
import { locales } from '#lib/i18n/locale.ts';
import { idOf } from '#lib/ids.ts';
import { anyOf, currencyCode, orderIn, pageIn, pageOf, timeIn, timeOut } from '#lib/wire.ts';
import { mailStates } from '#server/members/schema.ts';
import { emailIn } from '#server/users/schema.ts';

const name = z.string().trim().min(1, 'field_required').max(80, 'name_long');
const RESERVED = [
  'api',
  'operator',
  'sign-in',
  'sign-out',
  'invitation',
  'reset',
  'verify',
  'sso',
  'gallery',
  'profile',
  'no-tenant',
  'health',
  'docs',
];
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
  status: z.enum(['active', 'suspended']),
  isDemo: z.boolean(),
  createdAt: timeOut,
});

export const ownTenantOut = tenantOut.extend({
  currencyFixed: z.boolean().meta({ description: 'Quota is kept in it, so it cannot change' }),
});

export const getTenantInput = z.strictObject({});
export type GetTenantInput = z.output<typeof getTenantInput>;

export const updateTenantInput = z.strictObject({
  name: name.optional(),
  currency: currencyCode.optional(),
  timeZone: timeZone.optional(),
  locale: z.enum(locales).optional(),
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
  status: anyOf(z.enum(['active', 'suspended'])).optional(),
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
