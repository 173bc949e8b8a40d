/**
 * Nobody gives or takes what they do not have themselves. Changing a member's role, inviting, making and changing roles
 * and making keys all ask here.
 */
import { AppError } from '#lib/errors.ts';
import { can, ownerOnly, type Permission, type RoleName } from '#lib/permissions.ts';
import type { Actor } from './ctx.ts';

/** What is given or taken: rights, and with the role of owner the standing that no set of rights amounts to. */
export type Grant = { role: RoleName; permissions: readonly Permission[] };

const lacks = (actor: Actor, permissions: readonly Permission[]) =>
  permissions.find((permission) => !can(actor, permission));

/** Owners are made and unmade by owners in person, never by a key; jobs and operators stand outside of the tenant. */
function mayHandleOwners(actor: Actor): boolean {
  return actor.kind === 'user' ? actor.role === 'owner' : actor.kind !== 'key';
}

const isOutside = ({ kind }: Actor) => kind === 'system' || kind === 'operator';

/** Whether the actor's own rights reach as far as what is given or taken. */
export function reaches(actor: Actor, { role, permissions }: Grant): boolean {
  if (isOutside(actor)) return true;
  if (role === 'owner' && !mayHandleOwners(actor)) return false;
  return lacks(actor, permissions) === undefined;
}

/** Throws `role_owner_only`, or `role_beyond` with the first right of the role that the giver lacks. */
export function assertMayGive(actor: Actor, grant: Grant): void {
  if (reaches(actor, grant)) return;
  if (grant.role === 'owner') throw new AppError('forbidden', 'role_owner_only');
  const permission = lacks(actor, grant.permissions) ?? '';
  throw new AppError('forbidden', 'role_beyond', { params: { permission } });
}

/** Throws `member_above` when somebody holds what the actor lacks: such a role is not theirs to take away. */
export function assertMayTake(actor: Actor, holder: Grant & { name: string }): void {
  if (!reaches(actor, holder))
    throw new AppError('forbidden', 'member_above', { params: { name: holder.name } });
}

/** Throws `permission_beyond` with the first right that goes beyond the actor's own. */
export function assertWithin(actor: Actor, permissions: readonly Permission[]): void {
  const permission = isOutside(actor) ? undefined : lacks(actor, permissions);
  if (permission) throw new AppError('forbidden', 'permission_beyond', { params: { permission } });
}

/**
 * What a custom role may be made of: throws `permission_owner_only` for what comes with being the owner and with nothing
 * else, and `permission_beyond` as `assertWithin`.
 */
export function assertForRole(actor: Actor, permissions: readonly Permission[]): void {
  const permission = permissions.find((each) => ownerOnly.includes(each));
  if (permission) throw new AppError('forbidden', 'permission_owner_only', { params: { permission } });
  assertWithin(actor, permissions);
}
