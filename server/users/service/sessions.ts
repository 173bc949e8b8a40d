/** Sessions: one row for each signing in, asked at every request, so that a revocation bites at once in every process. */
import { notFound } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { withIdentity } from '#server/core/identity.ts';
import { identityRead } from '#server/core/identity-reads.ts';
import { type SessionRef, type SignInMethod, signInMethods } from '#server/users/schema.ts';
import { ownId } from './own-id.ts';
import { securityEvent } from './security-events.ts';

export const SESSION_SECONDS = 12 * 60 * 60;
/** One write a minute at most: the time is for people. */
const SEEN_EVERY_MS = 60_000;
const AGENT_LENGTH = 300;

export type Device = { address: string | null; userAgent?: string | null };

/** Books a signing in and returns the session's id. */
export async function openSession(
  tx: Tx,
  session: { userId: string; method: SignInMethod; ssoTenantId?: string } & Device,
  now: Date,
): Promise<string> {
  const id = newId('session');
  const userAgent = session.userAgent?.slice(0, AGENT_LENGTH) ?? null;
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  const times = { createdAt: now, lastSeenAt: now, expiresAt };
  await tx.userSession.create({ data: { ...session, ...times, id, userAgent } });
  await tx.user.update({ where: { id: session.userId }, data: { lastSignInAt: now } });
  return id;
}

type Holding = { user_id: string; last_seen_at: Date };

/**
 * Whose session it is, or null when it holds no more: run out, revoked (as all are by a new password), or its person
 * disabled.
 */
export async function sessionHolder(id: string, now: Date): Promise<string | null> {
  const [row] = await identityRead<Holding>(Prisma.sql`
    select s.user_id, s.last_seen_at
    from user_session s join app_user u on u.id = s.user_id
    where s.id = ${id} and s.revoked_at is null and s.expires_at > ${now} and u.disabled_at is null`);
  if (!row) return null;
  if (now.getTime() - row.last_seen_at.getTime() > SEEN_EVERY_MS) {
    await withIdentity((tx) => tx.userSession.updateMany({ where: { id }, data: { lastSeenAt: now } }));
  }
  return row.user_id;
}

/** Ends one session; an unknown one is as good as ended. */
export async function closeSession(id: string, now: Date): Promise<void> {
  await withIdentity((tx) =>
    tx.userSession.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } }),
  );
}

/** Ends all of a person's sessions but, where it is given, the one to keep. Returns how many there were. */
export async function closeSessions(tx: Tx, userId: string, now: Date, keep?: string): Promise<number> {
  const { count } = await tx.userSession.updateMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now }, ...(keep && { id: { not: keep } }) },
    data: { revokedAt: now },
  });
  return count;
}

/** The caller's own sessions that still hold, the one that asks first, then the latest seen. */
export async function listSessions(ctx: Ctx) {
  const userId = await ownId(ctx);
  const rows = await withIdentity((tx) =>
    tx.userSession.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: ctx.now() } },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
      take: 100,
    }),
  );
  const sessions = rows.map(({ userId: _, revokedAt: __, ...row }) => ({
    ...row,
    method: signInMethods.find((known) => known === row.method) ?? 'password',
    current: row.id === ctx.session,
  }));
  return sessions.sort((a, b) => Number(b.current) - Number(a.current));
}

/** Ends one of the caller's own sessions. Repeating it changes nothing. */
export async function revokeSession(ctx: Ctx, { sessionId }: SessionRef): Promise<void> {
  const userId = await ownId(ctx);
  await withIdentity(async (tx) => {
    const session = await tx.userSession.findFirst({ where: { id: sessionId, userId } });
    if (!session) throw notFound('session');
    if (session.revokedAt) return;
    await tx.userSession.update({ where: { id: sessionId }, data: { revokedAt: ctx.now() } });
    await securityEvent(tx, { userId, event: 'session_revoke', who: ctx, after: { sessionId } });
  });
}

/** Ends all of the caller's own sessions but this one. */
export async function revokeOtherSessions(ctx: Ctx): Promise<{ revoked: number }> {
  const userId = await ownId(ctx);
  return withIdentity(async (tx) => {
    const revoked = await closeSessions(tx, userId, ctx.now(), ctx.session);
    if (revoked > 0) {
      await securityEvent(tx, { userId, event: 'session_revoke', who: ctx, after: { revoked } });
    }
    return { revoked };
  });
}
