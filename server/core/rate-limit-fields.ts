/** The header fields of draft-ietf-httpapi-ratelimit-headers-11 (structured fields, RFC 9651). Times are whole seconds. */
import type { LimitState } from './key-limits.ts';

const MINUTE_SECONDS = 60;

/** `RateLimit-Policy` says what the limits are, `RateLimit` what is left of those that have been asked; {} without any. */
export function rateLimitFields(states: readonly LimitState[]): Record<string, string> {
  const policies = states.map(({ kind, limit, standing }) => {
    const seconds = kind === 'minute' ? MINUTE_SECONDS : standing && Math.round(standing.lengthMs / 1000);
    return `"${kind}";q=${limit}${seconds ? `;w=${seconds}` : ''}`;
  });
  const standings = states.flatMap(({ kind, standing }) =>
    standing ? [`"${kind}";r=${standing.left};t=${secondsLeft(standing)}`] : [],
  );
  return {
    ...(policies.length > 0 && { 'ratelimit-policy': policies.join(', ') }),
    ...(standings.length > 0 && { ratelimit: standings.join(', ') }),
  };
}

/** Until a window's end, at least one. */
export const secondsLeft = ({ endsInMs }: { endsInMs: number }) => Math.max(1, Math.ceil(endsInMs / 1000));
