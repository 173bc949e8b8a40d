/** What a session's cookie says. Decoding it costs more than anything else that a request is asked, so it is remembered. */
import { decode, type JWT } from 'next-auth/jwt';
import { deriveAll, sha256 } from '#server/core/crypto.ts';
import { publicUrl } from '#server/core/env.ts';
import { once } from '#server/core/registry.ts';

/** Cookies whose content is remembered; the oldest go first. */
const REMEMBERED = 2_000;

export const sessionCookieName = () =>
  `${publicUrl().startsWith('https://') ? '__Secure-' : ''}next-auth.session-token`;

/** A session outlives a change of the master key as long as its key stays in the ring. */
export async function decodeToken(token: string | undefined): Promise<JWT | null> {
  for (const secret of deriveAll('session')) {
    const found = await decode({ ...(token !== undefined && { token }), secret }).catch(() => null);
    if (found) return found;
  }
  return null;
}

type Known = { sessionId: string; expiresAt: number };

/** The session that a cookie names, whether or not it still holds: that, its row says. Null for what is no cookie of ours. */
export async function sessionIn(cookie: string, now: Date): Promise<string | null> {
  const known = once('session cookies', () => new Map<string, Known>());
  const key = sha256(cookie);
  const found = known.get(key) ?? (await read(cookie));
  if (!found || found.expiresAt <= now.getTime()) return null;
  known.delete(key);
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return found.sessionId;
}

async function read(cookie: string): Promise<Known | null> {
  const token = await decodeToken(cookie);
  if (!token?.sessionId || typeof token.exp !== 'number') return null;
  return { sessionId: token.sessionId, expiresAt: token.exp * 1000 };
}
