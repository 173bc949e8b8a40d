import { nearestAddress } from '#server/core/caller-address.ts';

type Headers = Record<string, string | string[] | undefined>;

/** The address that a request came from, as the nearest proxy (or the server itself) wrote it. */
export function callerAddress(headers: Headers): string | null {
  const header = headers['x-forwarded-for'];
  return nearestAddress((Array.isArray(header) ? header.join(',') : header) ?? null);
}

/** What a browser calls itself. */
export function agentOf(headers: Headers): string | null {
  const agent = headers['user-agent'];
  return (Array.isArray(agent) ? agent[0] : agent) ?? null;
}

/** Where to go after signing in: a path on this site, or the start page for anything else. */
export function returnPath(wish: string | string[] | undefined): string {
  if (typeof wish !== 'string') return '/';
  const here = 'http://here.invalid';
  // Browsers read a backslash as a slash, and so does URL: `/\evil.example` would leave the site.
  if (!URL.canParse(wish, here)) return '/';
  const url = new URL(wish, here);
  return url.origin === here && url.pathname.startsWith('/') && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}`
    : '/';
}
