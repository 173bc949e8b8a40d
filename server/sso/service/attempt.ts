/** One attempt to sign in through a provider: from the click to the answer it lies sealed in a cookie, and is used once. */
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import type { Tx } from '#server/core/access.ts';
import { decrypt, encrypt, sameText, sha256 } from '#server/core/crypto.ts';

export const ATTEMPT_SECONDS = 10 * 60;
const CONTEXT = 'sso-attempt';

const attempt = z.object({
  tenantId: z.string(),
  /** The provider that was asked: an answer counts for no other one. */
  issuer: z.string(),
  clientId: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  path: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});
export type Attempt = z.output<typeof attempt>;

export function sealAttempt(made: Omit<Attempt, 'until'>, now: Date): string {
  const until = now.getTime() + ATTEMPT_SECONDS * 1000;
  return encrypt(JSON.stringify({ ...made, until }), CONTEXT);
}

/** What the cookie holds, if it is ours, in time, and the answer carries its state. Throws `sso_state`. */
export function openAttempt(sealed: string | undefined, state: string | null, now: Date): Attempt {
  const opened = unsealed(sealed ?? '');
  if (opened && state && sameText(opened.state, state) && opened.until > now.getTime()) return opened;
  throw new AppError('forbidden', 'sso_state');
}

function unsealed(sealed: string): Attempt | null {
  try {
    return attempt.parse(JSON.parse(decrypt(sealed, CONTEXT)));
  } catch {
    // Changed, cut or sealed by a key that is gone: as good as none.
    return null;
  }
}

/** Takes an attempt's answer for the first and only time. Throws `sso_state` from the second on. */
export async function useUp(tx: Tx, { state, tenantId, until }: Attempt, now: Date): Promise<void> {
  await tx.ssoAnswer.deleteMany({ where: { expiresAt: { lt: now } } });
  const answer = { stateHash: sha256(state), tenantId, expiresAt: new Date(until) };
  const { count } = await tx.ssoAnswer.createMany({ data: [answer], skipDuplicates: true });
  if (count === 0) throw new AppError('forbidden', 'sso_state');
}
