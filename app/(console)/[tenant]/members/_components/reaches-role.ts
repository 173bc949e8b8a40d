import { type Role, roles } from '#lib/permissions.ts';

/** Whether somebody of one role may give or touch another; the server decides again. */
export function reachesRole(own: Role, other: Role): boolean {
  return roles.indexOf(own) <= roles.indexOf(other);
}
