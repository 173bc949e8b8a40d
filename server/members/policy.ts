import { AppError } from '#lib/errors.ts';
import { builtInRoles, type Role, roles } from '#lib/permissions.ts';
import type { Actor } from '#server/core/ctx.ts';
import type { InvitationState } from './schema.ts';

const INVITATION_DAYS = 7;

/**
 * Whether somebody's rights reach up to a role: a person by rank, a key by holding every permission of it and never as
 * far as owner. Jobs and operators reach all of them.
 */
function reaches(actor: Actor, role: Role): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'user') return roles.indexOf(actor.role) <= roles.indexOf(role);
  return role !== 'owner' && builtInRoles[role].every((permission) => actor.permissions.has(permission));
}

/** Throws `role_beyond` when the role is above the giver's own. */
export function assertMayGive(actor: Actor, role: Role): void {
  if (!reaches(actor, role)) throw new AppError('forbidden', 'role_beyond');
}

/** Throws `member_above` when the member's role is above the actor's own. */
export function assertMayChange(actor: Actor, member: { role: Role; name: string }): void {
  if (!reaches(actor, member.role))
    throw new AppError('forbidden', 'member_above', { params: { name: member.name } });
}

type InvitationTimes = { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null };

export function invitationState(
  { expiresAt, acceptedAt, revokedAt }: InvitationTimes,
  now: Date,
): InvitationState {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}

export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
}
