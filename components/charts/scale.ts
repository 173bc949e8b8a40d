/** From values to places in a drawing. Numbers here are for drawing only; what is read stays a decimal string. */

export type Scale = (value: number) => number;

export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Scale {
  const span = to - from;
  return (value) => (span === 0 ? start : start + ((value - from) / span) * (end - start));
}

/** Round values for an axis from zero to at least `highest`: three to five steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(highest: number): number[] {
  if (!(highest > 0)) return [0, 1];
  const step = niceStep(highest);
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The same down to `lowest`, where refunds take a day below zero. */
export function ticksBetween(lowest: number, highest: number): number[] {
  if (lowest >= 0) return niceTicks(highest);
  const step = niceStep(Math.max(highest, -lowest));
  const below = Math.ceil(-lowest / step - 1e-9);
  const above = Math.max(0, Math.ceil(highest / step - 1e-9));
  return Array.from({ length: below + above + 1 }, (_, index) => (index - below) * step);
}

function niceStep(highest: number): number {
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10);
}

const finely = [8, 6, 5, 4, 3, 2.5, 2, 1.5, 1.2, 1];

/** The largest of a few round values times a power of ten that is not above `value`, which is above zero. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return power * (finely.find((factor) => factor * power <= value * (1 + 1e-9)) ?? 1);
}

const strides = [1, 2, 4, 7, 14, 28, 56, 112];

/**
 * Which of `count` places `step` pixels apart carry a label of `room` pixels without touching the next one; the last
 * place always does, because that is where a reader looks.
 */
export function labelled(count: number, step: number, room: number): number[] {
  const least = step > 0 ? room / step : count;
  const stride = strides.find((known) => known >= least) ?? Math.ceil(least);
  const last = count - 1;
  return Array.from(
    { length: Math.max(0, Math.ceil(count / stride)) },
    (_, index) => last - index * stride,
  ).reverse();
}

/** The place nearest to `x` among places in order. */
export function nearest(places: readonly number[], x: number): number {
  let best = 0;
  for (const [index, place] of places.entries())
    if (Math.abs(place - x) < Math.abs((places[best] ?? 0) - x)) best = index;
  return best;
}
