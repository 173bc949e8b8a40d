import { AppError } from '#lib/errors.ts';
import { locales } from '#lib/i18n/locale.ts';
import { roles } from '#lib/permissions.ts';
import { builtInRole, roleWord } from '#server/core/held-role.ts';

const MAX_ROLES = 100;

/** Throws `role_limit` when no further custom role fits into a tenant. */
export function assertRoom(count: number): void {
  if (count >= MAX_ROLES) throw new AppError('limit_exceeded', 'role_limit', { params: { max: MAX_ROLES } });
}

export const nameTaken = (name: string) => {
  const fields = [{ path: 'name', message: 'name_taken' }];
  return new AppError('conflict', 'name_taken', { params: { name }, fields });
};

/** The words for built-in roles in every language: a custom role that goes by one of them would deceive people. */
const reserved = new Set(
  roles.flatMap((role) => [
    role,
    ...locales.map((locale) => roleWord(locale, builtInRole(role)).toLowerCase()),
  ]),
);

/** Throws `name_taken` for the name of a built-in role. */
export function assertOwnName(name: string): void {
  if (reserved.has(name.toLowerCase())) throw nameTaken(name);
}
