import type { ReactNode } from 'react';
import type { Scale } from './scale.ts';

/** Room around what is drawn: figures stand left of it, days below. */
export const room = { top: 10, right: 4, bottom: 24, left: 46 };

/** Text inside a drawing, as small as text gets here. */
export const textLook = { fontSize: 12, fill: 'var(--faint)' } as const;

type GridProps = {
  ticks: readonly number[];
  y: Scale;
  left: number;
  right: number;
  format: (value: number) => string;
};

/** Round values on the left, with a hairline each; zero is drawn stronger. */
export function Grid({ ticks, y, left, right, format }: GridProps) {
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={left}
            x2={right}
            y1={crisp(y(tick))}
            y2={crisp(y(tick))}
            stroke={tick === 0 ? 'var(--line-strong)' : 'var(--line)'}
          />
          <text {...textLook} x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Words under the drawing, kept inside its edges. */
export function BottomLabels({
  labels,
  top,
  from,
  to,
}: {
  labels: readonly { x: number; text: string; strong?: boolean }[];
  top: number;
  from: number;
  to: number;
}) {
  return (
    <g>
      {labels.map(({ x, text, strong }) => (
        <text
          key={text}
          {...textLook}
          fill={strong ? 'var(--ink)' : textLook.fill}
          fontWeight={strong ? 500 : 400}
          x={Math.min(Math.max(x, from), to)}
          y={top + 17}
          textAnchor={x - from < 22 ? 'start' : to - x < 22 ? 'end' : 'middle'}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** Diagonal strokes for what is not complete; the colour is the pattern's own. */
export function Hatch({ id, color = 'var(--faint)', gap = 6 }: { id: string; color?: string; gap?: number }) {
  return (
    <defs>
      <pattern id={id} width={gap} height={gap} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" x2="0" y1="0" y2={gap} stroke={color} strokeWidth="2" />
      </pattern>
    </defs>
  );
}

/** Text that stays readable on lines and areas. */
export function Halo({
  x,
  y,
  anchor = 'start',
  children,
  ...look
}: {
  x: number;
  y: number;
  anchor?: 'start' | 'middle' | 'end';
  fill?: string;
  fontWeight?: number;
  children: ReactNode;
}) {
  return (
    <text
      {...textLook}
      {...look}
      x={x}
      y={y}
      textAnchor={anchor}
      paintOrder="stroke"
      stroke="var(--surface)"
      strokeWidth={4}
      strokeLinejoin="round"
    >
      {children}
    </text>
  );
}

/** A hairline on whole pixels is one pixel wide, not two pale ones. */
export function crisp(value: number): number {
  return Math.round(value) + 0.5;
}
