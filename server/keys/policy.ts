import type { keyStates } from '#lib/choices.ts';
import { AppError } from '#lib/errors.ts';
import { can, type Permission } from '#lib/permissions.ts';

/** A key can do no more than whoever makes it. Throws `permission_beyond` with the first one that goes too far. */
export function assertWithin(
  holder: { permissions: ReadonlySet<string> },
  wanted: readonly Permission[],
): void {
  const permission = wanted.find((each) => !can(holder, each));
  if (permission) throw new AppError('forbidden', 'permission_beyond', { params: { permission } });
}

export function assertFuture(expiresAt: Date | undefined, now: Date): void {
  if (!expiresAt || expiresAt > now) return;
  const fields = [{ path: 'expiresAt', message: 'expires_past' }];
  throw new AppError('invalid_input', 'expires_past', { fields });
}

export function keyState(
  { expiresAt, revokedAt }: { expiresAt: Date | null; revokedAt: Date | null },
  now: Date,
): (typeof keyStates)[number] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}
