/** Signing in and out at NextAuth's own endpoints. Its browser library would bring much that is never used here. */

type Credentials = { email: string; password: string; code?: string };
/** Why it was refused, in the server's own text; null when it was not. */
type SignedIn = { ok: boolean; error: string | null };

/** Checks a mailbox and a password; afterwards the browser has the session's cookie. Rejects when nobody answers. */
export async function signIn(credentials: Credentials): Promise<SignedIn> {
  const answer = await post('/api/auth/callback/credentials', credentials);
  const { url } = (await answer.json()) as { url: string };
  return { ok: answer.ok, error: new URL(url, window.location.origin).searchParams.get('error') };
}

/** Ends the session and goes to `path`. */
export async function signOut(path: string): Promise<void> {
  await post('/api/auth/signout', {});
  window.location.assign(path);
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const asked = await fetch('/api/auth/csrf');
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const { origin } = window.location;
  const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: origin, json: 'true' });
  return fetch(path, { method: 'POST', body });
}
