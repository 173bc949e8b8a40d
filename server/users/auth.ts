/** How NextAuth signs people in: a mailbox and a password, an encrypted cookie of twelve hours. */
import type { NextAuthOptions } from 'next-auth';
import { encode, type JWT } from 'next-auth/jwt';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { AppError } from '#lib/errors.ts';
import { derive } from '#server/core/crypto.ts';
import { systemClock } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { log } from '#server/core/log.ts';
import { metrics } from '#server/core/metrics.ts';
import { toAppError } from '#server/core/render-error.ts';
import { requestIdInScope } from '#server/core/scope.ts';
import { agentOf, callerAddress } from './policy.ts';
import { signInInput } from './schema.ts';
import { decodeToken, sessionCookieName } from './service/session-token.ts';
import { closeSession, SESSION_SECONDS, sessionHolder } from './service/sessions.ts';
import { signIn } from './service/sign-in.ts';

type Fields = Record<'email' | 'password' | 'code', { type: string }>;

/** Written out, since the package's own helper is a CommonJS default that two loaders see differently. */
const credentials: CredentialsConfig<Fields> = {
  id: 'credentials',
  name: 'Credentials',
  type: 'credentials',
  credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
  authorize: async (given, request) => {
    try {
      const input = signInInput.safeParse(given);
      if (!input.success) throw new AppError('unauthenticated', 'sign_in_failed');
      const headers = request.headers ?? {};
      const asking = { address: callerAddress(headers), userAgent: agentOf(headers), now: systemClock() };
      return await signIn(input.data, asking);
    } catch (error) {
      // NextAuth hands on nothing of an error but its text.
      const { reason, params } = toAppError(error, requestIdInScope());
      metrics.authFailures().inc({ door: 'sign-in', reason });
      throw new Error(JSON.stringify({ reason, params }));
    }
  },
};

/** Made at every use: a build has no environment to read. */
export function authOptions(): NextAuthOptions {
  return {
    secret: derive('session'),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    jwt: { decode: ({ token }) => decodeToken(token) },
    useSecureCookies: publicUrl().startsWith('https://'),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [credentials],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, sessionId: user.sessionId } : token),
      session: async ({ session, token }) => {
        const { sessionId } = token;
        const userId = sessionId ? await sessionHolder(sessionId, systemClock()) : null;
        return { ...session, userId, sessionId: userId && sessionId ? sessionId : null };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.sessionId) await closeSession(token.sessionId, systemClock());
      },
    },
    logger: {
      error: (code, metadata) => log.error({ code, err: metadata }, 'sign-in library'),
      warn: (code) => log.debug({ code }, 'sign-in library'),
      debug: () => {},
    },
  };
}

/** The cookie that NextAuth itself would set, for somebody who came in by another door. */
export async function sessionCookie(user: { id: string; email: string; name: string; sessionId: string }) {
  const { id, sessionId, ...shown } = user;
  const secure = publicUrl().startsWith('https://');
  const token: JWT = { ...shown, picture: null, sub: id, sessionId };
  return {
    name: sessionCookieName(),
    value: await encode({ token, secret: derive('session'), maxAge: SESSION_SECONDS }),
    ...{ httpOnly: true, sameSite: 'lax' as const, path: '/', secure, maxAge: SESSION_SECONDS },
  };
}
