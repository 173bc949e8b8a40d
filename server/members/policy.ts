import type { InvitationState } from './schema.ts';

const INVITATION_DAYS = 7;

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
