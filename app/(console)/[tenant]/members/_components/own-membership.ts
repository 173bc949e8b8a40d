import { pageDoor } from '#app/session.ts';
import { AppError } from '#lib/errors.ts';
import type { RoleName } from '#lib/permissions.ts';

export type Membership = {
  memberId: string;
  role: RoleName;
  /** Of a custom role; null for a built-in one. */
  roleId: string | null;
  roleName: string | null;
};

/** The signed-in person's own place in the tenant. */
export async function ownMembership(tenantSlug: string): Promise<Membership> {
  const door = await pageDoor(tenantSlug);
  const { actor } = await door.tenant();
  if (actor.kind !== 'user') throw new AppError('precondition_failed', 'people_only');
  const { memberId, role, roleId, roleName } = actor;
  return { memberId, role, roleId, roleName };
}
