/** What the two routes of single sign-on share: who asks, the cookie of the attempt, and where refusals are shown. */
import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import type { AppError } from '#lib/errors.ts';
import { localeCookie, pickLocale } from '#lib/i18n/locale.ts';
import { newBase } from '#server/core/ctx.ts';
import { publicUrl } from '#server/core/env.ts';
import { requestIdInScope } from '#server/core/scope.ts';
import { agentOf, callerAddress } from '#server/users/policy.ts';

/** Holds an attempt, sealed, from the click to the answer; only these routes are sent it. */
export const attemptCookie = {
  name: 'airgate-sso',
  options: () => ({
    httpOnly: true,
    // The answer comes by a link from another site.
    sameSite: 'lax' as const,
    secure: publicUrl().startsWith('https://'),
    path: '/api/sso',
  }),
};

export async function asking(request: Request) {
  const headers = Object.fromEntries(request.headers);
  const cookie = (await cookies()).get(localeCookie)?.value;
  const locale = pickLocale({ cookie, acceptLanguage: request.headers.get('accept-language') });
  const device = { address: callerAddress(headers), userAgent: agentOf(headers) };
  return { device, base: newBase('console', locale, requestIdInScope()) };
}

/** To a page of this site or to the provider; never from a cache. */
export function goTo(target: string | URL): NextResponse {
  const response = NextResponse.redirect(new URL(target, `${publicUrl()}/`), 303);
  response.headers.set('cache-control', 'no-store');
  response.headers.set('referrer-policy', 'no-referrer');
  return response;
}

/** The page that says why, and by which request it can be found in the log. */
export function showRefusal(error: AppError, tenant: string | null): NextResponse {
  const about = { reason: error.reason, request: requestIdInScope(), ...(tenant && { tenant }) };
  return goTo(`/sso?${new URLSearchParams(about)}`);
}
