/** Path data from points in pixels. */
export type Point = readonly [x: number, y: number];

const at = ([x, y]: Point) => `${round(x)},${round(y)}`;
const round = (value: number) => Math.round(value * 100) / 100;

/** Straight from point to point; nothing for no points. */
export function linePath(points: readonly Point[]): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point)}`).join('');
}

/** The area between two lines with the same ends; `lower` may be a height instead. */
export function areaPath(upper: readonly Point[], lower: readonly Point[] | number): string {
  if (upper.length === 0) return '';
  const floor = typeof lower === 'number' ? upper.map(([x]): Point => [x, lower]) : lower;
  return `${linePath(upper)}${floor
    .toReversed()
    .map((point) => `L${at(point)}`)
    .join('')}Z`;
}

/** Level until the next point, then up or down to it; ends level at `end`. */
export function stepPath(points: readonly Point[], end: number): string {
  return points
    .map(([x, y], index) => (index === 0 ? `M${at([x, y])}` : `H${round(x)}V${round(y)}`))
    .concat(points.length > 0 ? `H${round(end)}` : '')
    .join('');
}
