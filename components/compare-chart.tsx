'use client';
import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { formatAxis, toDrawingNumber } from '#lib/i18n/format.ts';
import { BottomLabels, Grid, room } from './charts/axes.tsx';
import { ChartView, type ChartViewProps } from './charts/chart-view.tsx';
import { areaPath, linePath, type Point } from './charts/paths.ts';
import { type Canvas, Plot } from './charts/plot.tsx';
import { labelled, linear, ticksBetween } from './charts/scale.ts';

/** One place on the axis with both of its amounts, as decimal strings; null where there is none (any more, or so far). */
export type ComparedPoint = { label: string; now: string | null; before: string | null };

type CompareChartProps = Omit<ChartViewProps, 'children'> & {
  points: readonly ComparedPoint[];
  kind: 'line' | 'bars';
  say: (index: number) => string;
  tooltip: (index: number) => ReactNode;
};

const HEIGHT = 240;
export const compareColors = { now: 'var(--chart-1)', before: 'var(--control)' } as const;

/** One figure over the ghost of itself in the time before. */
export function CompareChart({ points, kind, say, tooltip, ...view }: CompareChartProps) {
  const locale = useLocale();
  return (
    <ChartView {...view}>
      <Plot
        label={view.title}
        height={HEIGHT}
        tooltip={tooltip}
        stops={{ count: points.length, say, placesAt: (width) => placesOf(width, points.length).all }}
        draw={(canvas) => (
          <Lines canvas={canvas} points={points} kind={kind} write={(value) => formatAxis(locale, value)} />
        )}
      />
    </ChartView>
  );
}

function placesOf(width: number, count: number) {
  const slot = (width - room.left - room.right) / Math.max(1, count);
  return { slot, all: Array.from({ length: count }, (_, index) => room.left + (index + 0.5) * slot) };
}

type LinesProps = {
  canvas: Canvas;
  points: readonly ComparedPoint[];
  kind: 'line' | 'bars';
  write: (value: number) => string;
};

function Lines({ canvas: { width, height, active }, points, kind, write }: LinesProps) {
  const bottom = height - room.bottom;
  const right = width - room.right;
  const { slot, all } = placesOf(width, points.length);
  const values = points.flatMap(({ now, before }) =>
    [now, before].flatMap((one) => (one ? toDrawingNumber(one) : [])),
  );
  const ticks = ticksBetween(Math.min(0, ...values), Math.max(0, ...values));
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, room.top]);
  const line = (key: 'now' | 'before') =>
    points.flatMap((point, index): Point[] =>
      point[key] === null ? [] : [[all[index] ?? 0, y(toDrawingNumber(point[key]))]],
    );
  const now = line('now');
  const bar = Math.max(1, Math.min(28, slot * 0.72));
  const last = now.at(-1);
  return (
    <>
      {active === null ? null : (
        <rect
          x={(all[active] ?? 0) - slot / 2}
          width={slot}
          y={room.top}
          height={bottom - room.top}
          fill="var(--hover)"
        />
      )}
      <Grid ticks={ticks} y={y} left={room.left} right={right} format={write} />
      {kind === 'bars' ? (
        now.map(([x, top]) => (
          <rect
            key={x}
            x={x - bar / 2}
            width={bar}
            y={Math.min(top, y(0))}
            height={Math.abs(y(0) - top)}
            fill={compareColors.now}
          />
        ))
      ) : (
        <>
          <path d={areaPath(now, y(0))} fill={compareColors.now} fillOpacity={0.1} />
          <path
            d={linePath(now)}
            fill="none"
            stroke={compareColors.now}
            strokeWidth={2}
            strokeLinejoin="round"
          />
          {last ? <circle cx={last[0]} cy={last[1]} r={3} fill={compareColors.now} /> : null}
        </>
      )}
      <path
        d={linePath(line('before'))}
        fill="none"
        stroke={compareColors.before}
        strokeWidth={1.5}
        strokeDasharray="4 4"
      />
      <BottomLabels
        from={room.left}
        to={right}
        top={bottom}
        labels={labelled(points.length, slot, 34).map((index) => ({
          x: all[index] ?? 0,
          text: points[index]?.label ?? '',
          strong: index === active,
        }))}
      />
    </>
  );
}
