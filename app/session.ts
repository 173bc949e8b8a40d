/** From a request's cookies to the door's context: who is signed in, which language, which tenant. */

import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { AppError } from '#lib/errors.ts';
import { localeCookie, pickLocale } from '#lib/i18n/locale.ts';
import { type Ctx, newBase, systemClock, type Together } from '#server/core/ctx.ts';
import { memberCtx, operatorCtxFor } from '#server/core/identity.ts';
import { requestIdInScope } from '#server/core/scope.ts';
import type { Door } from '#server/core/trpc.ts';
import { sessionCookieName, sessionIn } from '#server/users/service/session-token.ts';
import { sessionHolder } from '#server/users/service/sessions.ts';

/** Who is signed in, and through which session; null when nobody is. Asked once per request. */
export const presentSession = cache(async (): Promise<{ userId: string; sessionId: string } | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  const now = systemClock();
  const sessionId = cookie ? await sessionIn(cookie, now) : null;
  const userId = sessionId ? await sessionHolder(sessionId, now) : null;
  return userId && sessionId ? { userId, sessionId } : null;
});

/** The signed-in user's id; null when nobody is signed in. */
export async function sessionUser(): Promise<string | null> {
  return (await presentSession())?.userId ?? null;
}

/** A door for pages, for one tenant or for none. */
export const pageDoor = cache(
  async (tenantSlug: string | null): Promise<Door> => door(tenantSlug, null, { open: null }),
);

/** A door for a tRPC request; the console names the tenant in a header. */
export async function doorFromRequest(request: Request): Promise<Door> {
  return door(request.headers.get('x-airgate-tenant'), request.headers.get('idempotency-key'));
}

async function door(
  tenantSlug: string | null,
  idempotencyKey: string | null,
  together?: Together,
): Promise<Door> {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = pickLocale({
    cookie: jar.get(localeCookie)?.value,
    acceptLanguage: head.get('accept-language'),
  });
  const base = newBase('console', locale, requestIdInScope());
  // One ctx for all procedures of a request, made when the first one asks.
  let tenant: Promise<Ctx> | undefined;
  return {
    requestId: base.requestId,
    locale,
    idempotencyKey,
    tenant: () => {
      tenant ??= memberOf(tenantSlug ?? '', base).then((ctx) => ({ ...ctx, ...(together && { together }) }));
      return tenant;
    },
    platform: async () => {
      const { userId, sessionId } = await signedIn();
      return operatorCtxFor(userId, base, sessionId);
    },
  };
}

/** Somebody in a tenant of theirs that is deleted, for the page that restores it. */
export async function deletedTenant(tenantSlug: string): Promise<Ctx> {
  const [{ userId, sessionId }, { locale, requestId }] = await Promise.all([signedIn(), pageDoor(null)]);
  const base = newBase('console', locale, requestId);
  return { ...(await memberCtx(userId, tenantSlug, base, sessionId, 'deleted')), session: sessionId };
}

async function signedIn(): Promise<{ userId: string; sessionId: string }> {
  const present = await presentSession();
  if (!present) throw new AppError('unauthenticated', 'session_missing');
  return present;
}

async function memberOf(tenantSlug: string, base: ReturnType<typeof newBase>): Promise<Ctx> {
  const { userId, sessionId } = await signedIn();
  return { ...(await memberCtx(userId, tenantSlug, base, sessionId)), session: sessionId };
}
