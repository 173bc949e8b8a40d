/**
 * The address that a request came from, as the nearest proxy (or the server itself) wrote it: the last entry of
 * X-Forwarded-For. What a client writes there stands further to the left.
 */
export function nearestAddress(forwardedFor: string | null): string | null {
  const last = (forwardedFor ?? '')
    .split(',')
    .at(-1)
    ?.trim()
    .toLowerCase()
    .replace(/^::ffff:/, '');
  return last ? last.slice(0, 64) : null;
}
