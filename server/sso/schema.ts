import { z } from 'zod';
import { idOf } from '#lib/ids.ts';
import { pageIn, pageOf, timeOut } from '#lib/wire.ts';
import { roleRef } from '#server/members/schema.ts';

/** Where discovery finds a provider: whoever copied the whole address gets their issuer from it. */
const DISCOVERY = /\/\.well-known\/openid-configuration$/;

const isIssuer = (text: string) =>
  ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '') && !/[?#@\s]/.test(text);

const issuerIn = z
  .string()
  .trim()
  .max(500, 'sso_issuer_format')
  .refine(isIssuer, 'sso_issuer_format')
  .meta({ description: "The provider's issuer", examples: ['https://login.example.com/realms/acme'] })
  .transform((text) => text.replace(DISCOVERY, ''));

export const roleRule = z.strictObject({
  value: z
    .string()
    .trim()
    .min(1, 'field_required')
    .max(200, 'name_long')
    .meta({ description: 'A value of the claim', examples: ['airgate-admins'] }),
  role: roleRef,
});
export type RoleRule = z.output<typeof roleRule>;

export const getSsoInput = z.strictObject({});
export type GetSsoInput = z.output<typeof getSsoInput>;

export const setSsoInput = z.strictObject({
  issuer: issuerIn,
  clientId: z.string().trim().min(1, 'field_required').max(300, 'name_long'),
  clientSecret: z
    .string()
    .trim()
    .min(1, 'field_required')
    .max(1000, 'name_long')
    .optional()
    .meta({ description: 'Left out: the secret stays as it is' }),
  roleClaim: z
    .string()
    .trim()
    .min(1, 'field_required')
    .max(200, 'name_long')
    .nullable()
    .meta({ description: 'The claim that says who gets which role; null: roles are given in AirGate' }),
  roleMap: z.array(roleRule).max(50).meta({ description: 'The first rule that fits wins' }),
  defaultRole: roleRef.nullable().meta({ description: 'For whoever no rule fits; null refuses them' }),
});
export type SetSsoInput = z.output<typeof setSsoInput>;

export const removeSsoInput = z.strictObject({
  confirm: z
    .string()
    .max(80)
    .meta({ description: "The tenant's part of the address, as a confirmation", examples: ['acme'] }),
});
export type RemoveSsoInput = z.output<typeof removeSsoInput>;

export const setEnforcedInput = z.strictObject({ enforced: z.boolean().meta({ examples: [false] }) });
export type SetEnforcedInput = z.output<typeof setEnforcedInput>;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
export const addDomainInput = z.strictObject({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .max(253, 'sso_domain_format')
    .regex(new RegExp(`^(?:${LABEL}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`), 'sso_domain_format')
    .meta({ examples: ['acme.example'] }),
});
export type AddDomainInput = z.output<typeof addDomainInput>;

export const domainRef = z.strictObject({ domainId: idOf('ssoDomain') });
export type DomainRef = z.output<typeof domainRef>;

export const domainOut = z.object({
  id: z.string(),
  domain: z.string(),
  createdAt: timeOut,
  verifiedAt: timeOut.nullable().meta({ description: 'Null until an operator has verified it' }),
});
export type DomainOut = z.output<typeof domainOut>;

const connectionOut = z.object({
  id: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  roleClaim: z.string().nullable(),
  roleMap: z.array(z.object({ value: z.string(), role: z.string() })),
  defaultRole: z.string().nullable(),
  enforced: z.boolean(),
  createdAt: timeOut,
  updatedAt: timeOut,
});

export const ssoOut = z.object({
  connection: connectionOut.nullable(),
  domains: z.array(domainOut),
  redirectUri: z.string().meta({ description: 'To be registered with the provider' }),
  people: z.int().meta({ description: 'Who have signed in through it' }),
});
export type SsoOut = z.output<typeof ssoOut>;

export const listDomainsInput = z.strictObject({ ...pageIn, verified: z.boolean().optional() });
export type ListDomainsInput = z.output<typeof listDomainsInput>;

export const platformDomainOut = domainOut.extend({
  tenant: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
});
export type PlatformDomainOut = z.output<typeof platformDomainOut>;
export const platformDomainPage = pageOf(platformDomainOut);

export const setVerifiedInput = domainRef.extend({ verified: z.boolean() });
export type SetVerifiedInput = z.output<typeof setVerifiedInput>;
