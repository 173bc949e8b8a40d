import { asking, attemptCookie, goTo, showRefusal } from '#app/api/sso/sso-door.ts';
import { ATTEMPT_SECONDS } from '#server/sso/service/attempt.ts';
import { beginSignIn } from '#server/sso/service/sign-in.ts';
import { returnPath } from '#server/users/policy.ts';

export const dynamic = 'force-dynamic';

/** Sends the browser to the provider of a tenant, by its address or by a mailbox of its domain. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { device, base } = await asking(request);
  const asked = {
    email: searchParams.get('email') ?? undefined,
    tenant: searchParams.get('tenant') ?? undefined,
    path: returnPath(searchParams.get('callbackUrl') ?? undefined),
  };
  const begun = await beginSignIn(asked, device, base);
  if (!begun.ok) return showRefusal(begun.error, begun.tenant);
  const response = goTo(begun.url);
  const options = { ...attemptCookie.options(), maxAge: ATTEMPT_SECONDS };
  response.cookies.set(attemptCookie.name, begun.sealed, options);
  return response;
}
