import { crisp, Halo, room, textLook } from './axes.tsx';
import type { BurnDownLayout } from './burn-down-layout.ts';
import { spreadLabels } from './label-layout.ts';
import { linePath, type Point, stepPath } from './paths.ts';

export type BurnDownEvent = { at: string; kind: 'cut_off' | 'restore' };

export type BurnDownWords = {
  axis: (value: number) => string;
  day: (day: string) => string;
  percent: (step: number) => string;
  amount: (value: number) => string;
  change: (value: number) => string;
  event: Record<BurnDownEvent['kind'], string>;
  /** "runs out Tue 14:00 ± 6 h"; null where nothing is foreseen. */
  runsOut: string | null;
};

export type Scales = { x: (at: number) => number; y: (value: number) => number };
export type PartProps = { layout: BurnDownLayout; words: BurnDownWords };

const WIDE = 560;

/** Room on the right for the labels of the quota and its steps. */
export const margin = (width: number) => (width < WIDE ? 40 : 92);

/** The quota as a line with steps, its alert steps below it, and a label for each that touches no other. */
export function Limits({
  layout,
  steps,
  words,
  x,
  y,
  width,
  top,
  bottom,
}: PartProps & Scales & { steps: readonly number[]; width: number; top: number; bottom: number }) {
  const { limit, quota, end } = layout;
  if (limit === null) return null;
  const right = width - margin(width);
  const wide = width >= WIDE;
  const since = x(quota.at(-1)?.[0] ?? layout.start);
  const lines = [
    ...steps.map((step) => ({ step, value: (limit * step) / 100, weight: step })),
    { step: 100, value: limit, weight: 1000 },
  ];
  const places = spreadLabels(
    lines.map(({ value, weight }) => ({ at: y(value), size: 15, weight })),
    top - 4,
    bottom,
  );
  let free = room.left;
  return (
    <g>
      {lines.map(({ step, value }, index) => {
        const place = places[index] ?? null;
        const own = y(value);
        const full = step === 100;
        return (
          <g key={step}>
            {full ? null : (
              <line
                x1={since}
                x2={right}
                y1={crisp(own)}
                y2={crisp(own)}
                stroke="var(--control)"
                strokeDasharray="2 4"
              />
            )}
            {place === null ? null : (
              <>
                <path
                  d={linePath([
                    [right + 2, own],
                    [right + 6, own],
                    [right + 10, place],
                  ])}
                  fill="none"
                  stroke={full ? 'var(--danger-fill)' : 'var(--control)'}
                />
                <text
                  {...textLook}
                  x={right + 13}
                  y={place}
                  dy="0.32em"
                  fill={full ? 'var(--danger)' : textLook.fill}
                  fontWeight={full ? 500 : 400}
                >
                  {words.percent(step)}
                  {wide ? <tspan dx={6}>{words.amount(value)}</tspan> : null}
                </text>
              </>
            )}
          </g>
        );
      })}
      <path
        d={stepPath(
          quota.map(([at, value]): Point => [x(at), y(value)]),
          x(end),
        )}
        fill="none"
        stroke="var(--danger-fill)"
        strokeWidth={1.5}
      />
      {quota.slice(1).map(([at, value], index) => {
        const change = value - (quota[index]?.[1] ?? 0);
        const level = y(value) - y(limit);
        const covered = words.runsOut !== null && Math.abs(level) < 24 && x(at) > right - 240;
        if (x(at) < free + 56 || x(at) > right - 60 || covered) return null;
        free = x(at) + 8;
        return (
          <Halo key={at} x={x(at) - 5} y={y(value) + (y(value) < top + 22 ? 16 : -5)} anchor="end">
            {words.change(change)}
          </Halo>
        );
      })}
    </g>
  );
}
