import { basisPoints, roundAmount } from '#lib/money.ts';

export type QuotaLevel = 'none' | 'calm' | 'warning' | 'over';

export type QuotaGeometry = {
  level: QuotaLevel;
  /** Widths in hundredths of a percent of the drawn track; they never add up to more than 10 000. */
  spent: number;
  estimated: number;
  reserved: number;
  /** Where the limit itself stands on the track: the end, or earlier when more was used. */
  limitAt: number;
  /** Alert steps with their place on the track, and whether they are behind us. */
  steps: { percent: number; at: number; reached: boolean; named: boolean }[];
  /** Used (billed and estimated) of the limit; null without a limit. */
  used: number | null;
};

const FULL = 10_000;
/** From here on the bar changes colour, whatever steps were chosen. */
const WARNING = 8_000;

/**
 * Lays out a quota bar from decimal strings. The track is as long as the limit, or as what is used and reserved where
 * that is more. Anything spent stays visible: a sliver is at least half a percent of the track.
 */
export function quotaGeometry(input: {
  spent: string;
  estimated?: string | undefined;
  reserved?: string | undefined;
  limit: string | null;
  steps?: readonly number[] | undefined;
}): QuotaGeometry {
  const spent = clampToZero(roundAmount(input.spent));
  const estimated = clampToZero(roundAmount(input.estimated ?? '0'));
  const reserved = clampToZero(roundAmount(input.reserved ?? '0'));
  if (input.limit === null) {
    return { level: 'none', spent: 0, estimated: 0, reserved: 0, limitAt: FULL, steps: [], used: null };
  }
  const limit = clampToZero(roundAmount(input.limit));
  const used = spent + estimated;
  const taken = used + reserved;
  const overflows = taken > limit;
  const track = overflows ? taken : limit;
  const share = (part: bigint) => (part > 0n ? Math.max(50, basisPoints(part, track)) : 0);
  const widths = fitToTrack([share(spent), share(estimated), share(reserved)]);
  const usedShare = basisPoints(used, limit);
  const limitAt = track === 0n ? FULL : basisPoints(limit, track);
  return {
    level: used >= limit && used > 0n ? 'over' : usedShare >= WARNING ? 'warning' : 'calm',
    spent: widths[0] ?? 0,
    estimated: widths[1] ?? 0,
    reserved: widths[2] ?? 0,
    limitAt,
    steps: withNames(
      [...(input.steps ?? [])]
        .filter((percent) => percent > 0 && percent < 100)
        .sort((a, b) => a - b)
        .map((percent) => ({
          percent,
          at: Math.round((percent * limitAt) / 100),
          reached: limit > 0n && used * 100n >= limit * BigInt(Math.round(percent)),
        })),
      limitAt,
    ),
    used: usedShare,
  };
}

/** Room for a name under the track; what is nearer to the next one, or to the limit's own, stays without. */
const ROOM = 600;

function withNames<Step extends { at: number }>(
  steps: readonly Step[],
  limitAt: number,
): (Step & { named: boolean })[] {
  // The limit is named only where the track goes on behind it.
  let next = limitAt < FULL ? limitAt : FULL + ROOM;
  const named = steps.toReversed().map((step) => {
    const fits = next - step.at >= ROOM;
    if (fits) next = step.at;
    return { ...step, named: fits };
  });
  return named.toReversed();
}

function clampToZero(value: bigint): bigint {
  return value > 0n ? value : 0n;
}

/** Takes what visible slivers added too much away from the widest part. */
function fitToTrack(widths: number[]): number[] {
  const excess = widths.reduce((sum, width) => sum + width, 0) - FULL;
  if (excess <= 0) return widths;
  const widest = widths.indexOf(Math.max(...widths));
  return widths.map((width, index) => (index === widest ? width - excess : width));
}
