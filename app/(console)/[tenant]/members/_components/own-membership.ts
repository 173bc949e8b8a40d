import { pageDoor } from '#app/session.ts';
import { AppError } from '#lib/errors.ts';
import type { Role } from '#lib/permissions.ts';

export type Membership = { memberId: string; role: Role };

/** The signed-in person's own place in the tenant. */
export async function ownMembership(tenantSlug: string): Promise<Membership> {
  const door = await pageDoor(tenantSlug);
  const { actor } = await door.tenant();
  if (actor.kind !== 'user') throw new AppError('precondition_failed', 'people_only');
  return { memberId: actor.memberId, role: actor.role };
}
