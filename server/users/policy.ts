type Headers = Record<string, string | string[] | undefined>;

/**
 * The address that a request came from, as the nearest proxy (or the server itself) wrote it: the last entry of
 * X-Forwarded-For. What a client writes there stands further to the left.
 */
export function callerAddress(headers: Headers): string | null {
  const header = headers['x-forwarded-for'];
  const entries = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  const last =
    entries
      .at(-1)
      ?.trim()
      .toLowerCase()
      .replace(/^::ffff:/, '') ?? '';
  return last === '' ? null : last.slice(0, 64);
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
