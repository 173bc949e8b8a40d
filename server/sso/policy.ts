/** What a provider's claims mean here. Pure. */
import { AppError } from '#lib/errors.ts';
import type { RoleRule } from './schema.ts';

export const MAX_DOMAINS = 20;

/** Mailboxes that anybody can have: nobody owns such a domain. */
const PUBLIC_DOMAINS = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.com gmx.de
  gmx.net web.de proton.me protonmail.com zoho.com mail.com yandex.com yandex.ru mail.ru qq.com foxmail.com vip.qq.com
  163.com 126.com yeah.net 188.com sina.com sina.cn sohu.com 139.com 189.cn aliyun.com 21cn.com naver.com`.split(
    /\s+/,
  ),
);

export const isPublicDomain = (domain: string) => PUBLIC_DOMAINS.has(domain);

/** The part of a mailbox behind its last @, in lower case. */
export const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

export type Claims = Readonly<Record<string, unknown>>;

/** Texts of a claim: one or a list, by its whole name or else by the way through nested claims (`realm_access.roles`). */
export function claimTexts(claims: Claims, name: string): string[] {
  const step = (from: unknown, key: string) =>
    typeof from === 'object' && from !== null && Object.hasOwn(from, key) ? (from as Claims)[key] : undefined;
  const found = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(step, claims);
  return (Array.isArray(found) ? found : [found]).filter((each) => typeof each === 'string');
}

type Mapping = { roleClaim: string | null; roleMap: readonly RoleRule[]; defaultRole: string | null };

/**
 * The roles that a mapping gives, best first, or null where roles are not its business: without a claim, the role of a
 * member stays as it is. A later one counts when an earlier one is gone.
 */
export function mappedRoles({ roleClaim, roleMap, defaultRole }: Mapping, claims: Claims): string[] | null {
  if (roleClaim === null) return null;
  const values = claimTexts(claims, roleClaim);
  const fitting = roleMap.filter(({ value }) => values.includes(value)).map(({ role }) => role);
  return defaultRole === null ? fitting : [...fitting, defaultRole];
}

/** A mailbox that the provider vouches for. Not every provider says `email_verified`; none may say the contrary. */
export function assertVouchedFor(claims: Claims): void {
  const { email_verified: verified } = claims;
  if (verified === undefined || verified === true || verified === 'true') return;
  throw new AppError('forbidden', 'sso_email_unverified');
}
