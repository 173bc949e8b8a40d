import type { Messages } from '#lib/i18n/messages.ts';
import { allPermissions, type Permission } from '#lib/permissions.ts';

export type Resource = keyof Messages['roles']['resources'];
export type PermissionGroup = { resource: Resource; permissions: readonly Permission[] };

/** The catalogue by what the rights are about, in its own order. */
export const permissionGroups: readonly PermissionGroup[] = Object.entries(
  Object.groupBy(allPermissions, resourceOf),
).map(([resource, permissions = []]) => ({ resource: resource as Resource, permissions }));

/** `sub-account` of `sub-account:cut-off`. */
function resourceOf(permission: Permission): Resource {
  return permission.slice(0, permission.indexOf(':')) as Resource;
}

/** Those that only look. */
export const readPermissions: readonly Permission[] = allPermissions.filter((permission) =>
  permission.endsWith(':read'),
);
