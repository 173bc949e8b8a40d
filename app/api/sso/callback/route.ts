import { cookies } from 'next/headers';
import { asking, attemptCookie, goTo, showRefusal } from '#app/api/sso/sso-door.ts';
import { presentSession } from '#app/session.ts';
import { finishSignIn } from '#server/sso/service/sign-in.ts';
import { sessionCookie } from '#server/users/auth.ts';

export const dynamic = 'force-dynamic';

/** Where the provider sends the browser back to. Whatever comes of it, the attempt is over. */
export async function GET(request: Request): Promise<Response> {
  const [jar, present, { device, base }] = await Promise.all([cookies(), presentSession(), asking(request)]);
  const back = { query: new URL(request.url).search, sealed: jar.get(attemptCookie.name)?.value };
  const finished = await finishSignIn(back, { present, device, base });
  const response = finished.ok ? goTo(finished.path) : showRefusal(finished.error, finished.tenant);
  response.cookies.set(attemptCookie.name, '', { ...attemptCookie.options(), maxAge: 0 });
  if (finished.ok) {
    const { name, value, ...options } = await sessionCookie(finished.user);
    response.cookies.set(name, value, options);
  }
  return response;
}
