import { builtInRoles, compareRights, type Permission, type Role, roles } from '#lib/permissions.ts';

/** The built-in role that differs least from a set of rights: most probably what it was begun from. */
export function closestBuiltIn(rights: readonly Permission[]): Role {
  const distance = (role: Role) => {
    const { added, missing } = compareRights(rights, builtInRoles[role]);
    return added.length + missing.length;
  };
  // From least to most, so that among equals the lesser one is named.
  return roles.toReversed().reduce((best, role) => (distance(role) < distance(best) ? role : best));
}
