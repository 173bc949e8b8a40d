/** A role as somebody holds it, whether it is built in or one of the tenant's own. */
import type { Locale } from '#lib/i18n/locale.ts';
import { translate } from '#lib/i18n/translate.ts';
import {
  builtInRoles,
  type Permission,
  type Role,
  type RoleName,
  roles,
  toPermissions,
} from '#lib/permissions.ts';

export type HeldRole = {
  role: RoleName;
  /** Of a custom role; null for a built-in one. */
  roleId: string | null;
  roleName: string | null;
  permissions: readonly Permission[];
};

/** What Prisma has to read beside `role`, for members and for invitations. */
export const WITH_ROLE = { customRole: { select: { id: true, name: true, permissions: true } } } as const;

export type RoleRow = {
  role: string;
  customRole: { id: string; name: string; permissions: string[] } | null;
};

export function builtInRole(role: Role): HeldRole {
  return { role, roleId: null, roleName: null, permissions: builtInRoles[role] };
}

/** From the database. A name that is not known has the least rights, and a custom role that is gone has none. */
export function heldRole({ role, customRole }: RoleRow): HeldRole {
  if (role !== 'custom') return builtInRole(roles.find((known) => known === role) ?? 'viewer');
  const { id = null, name = null, permissions = [] } = customRole ?? {};
  return { role: 'custom', roleId: id, roleName: name, permissions: toPermissions(permissions) };
}

/** The same from one row of a join, as a plain statement returns it. */
export type JoinedRole = {
  role: string;
  roleId: string | null;
  roleName: string | null;
  permissions: string[] | null;
};

export function joinedRole({ role, roleId, roleName, permissions }: JoinedRole): HeldRole {
  const custom =
    roleId === null ? null : { id: roleId, name: roleName ?? '', permissions: permissions ?? [] };
  return heldRole({ role, customRole: custom });
}

type Named = Pick<HeldRole, 'role' | 'roleName'>;

/** What people call it: built-in roles have a word in each language, custom ones the name that they were given. */
export function roleWord(locale: Locale, { role, roleName }: Named): string {
  if (role !== 'custom') return translate(locale, `members.roles.${role}`);
  return roleName ?? translate(locale, 'members.roleGone');
}

/** A role for the audit log, which is in no language. */
export function roleNote({ role, roleId, roleName }: HeldRole) {
  return { role: roleName ?? role, ...(roleId && { roleId }) };
}
