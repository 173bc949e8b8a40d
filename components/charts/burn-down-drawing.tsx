import type { ReactNode } from 'react';
import { BottomLabels, crisp, Grid, Halo, Hatch, room } from './axes.tsx';
import type { BurnDownLayout, Mark } from './burn-down-layout.ts';
import {
  type BurnDownEvent,
  type BurnDownWords,
  Limits,
  margin,
  type PartProps,
  type Scales,
} from './burn-down-limits.tsx';
import { areaPath, linePath, type Point } from './paths.ts';
import type { Canvas } from './plot.tsx';
import { labelled, linear, niceTicks } from './scale.ts';

type BurnDownDrawingProps = {
  canvas: Canvas;
  layout: BurnDownLayout;
  /** Percent of the quota. */
  steps: readonly number[];
  events: readonly BurnDownEvent[];
  /** Until when the bill is complete, in milliseconds. */
  completeThrough: number | null;
  words: BurnDownWords;
};

const eventColors = { cut_off: 'var(--danger)', restore: 'var(--info)' } as const;

/** Moments to pixels, for the drawing and for the stops of the pointer alike. */
export function timeScale({ start, end }: BurnDownLayout, width: number) {
  return linear([start, end], [room.left, width - margin(width)]);
}

/** Spent to date, the quota with its steps, and where the one is heading for the other. */
export function BurnDownDrawing({
  canvas,
  layout,
  steps,
  events,
  completeThrough,
  words,
}: BurnDownDrawingProps) {
  const { width, height, id, active } = canvas;
  const right = width - margin(width);
  const bottom = height - room.bottom;
  const ticks = niceTicks(layout.highest);
  const x = timeScale(layout, width);
  // Above the highest line there is room for what is written on it.
  const y = linear([0, ticks.at(-1) ?? 1], [bottom, room.top + (words.runsOut === null ? 8 : 22)]);
  const points = (marks: readonly Mark[]) => marks.map(([at, value]): Point => [x(at), y(value)]);
  const spent = points(layout.spent);
  const lag = completeThrough === null ? null : x(Math.max(layout.start, completeThrough));
  const stop = active === null ? undefined : layout.days[active];
  return (
    <>
      <Hatch id={`${id}-lag`} color="var(--line-strong)" gap={7} />
      {lag !== null && x(layout.now) - lag > 1 ? (
        <rect
          x={lag}
          width={x(layout.now) - lag}
          y={room.top}
          height={bottom - room.top}
          fill={`url(#${id}-lag)`}
          opacity={0.7}
        />
      ) : null}
      <Grid ticks={ticks} y={y} left={room.left} right={right} format={words.axis} />
      <path
        d={areaPath(points(layout.band), points(layout.expected.slice(0, 1)))}
        fill="var(--chart-1)"
        fillOpacity={0.16}
      />
      <path d={areaPath(spent, bottom)} fill="var(--chart-1)" fillOpacity={0.09} />
      <Limits
        layout={layout}
        steps={steps}
        words={words}
        x={x}
        y={y}
        width={width}
        top={room.top}
        bottom={bottom}
      />
      <path
        d={linePath(points(layout.overrun))}
        fill="none"
        stroke="var(--danger)"
        strokeWidth={2}
        strokeDasharray="2 3"
      />
      <path
        d={linePath(points(layout.expected))}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth={2}
        strokeDasharray="5 4"
      />
      <path d={linePath(spent)} fill="none" stroke="var(--chart-1)" strokeWidth={2} strokeLinejoin="round" />
      <line
        x1={crisp(x(layout.now))}
        x2={crisp(x(layout.now))}
        y1={room.top}
        y2={bottom}
        stroke="var(--control)"
      />
      <Events events={events} layout={layout} words={words} x={x} right={right} bottom={bottom} />
      <RunsOut layout={layout} words={words} x={x} y={y} right={right} />
      {stop ? (
        <line
          x1={crisp(x(stop.stop))}
          x2={crisp(x(stop.stop))}
          y1={room.top}
          y2={bottom}
          stroke="var(--ink)"
          strokeOpacity={0.4}
        />
      ) : null}
      {active !== null && active + 1 < layout.spent.length ? (
        <Dot at={spent[active + 1]} color="var(--chart-1)" />
      ) : null}
      <Days layout={layout} words={words} x={x} right={right} bottom={bottom} active={active} />
    </>
  );
}

/** Room for "Cut off" beside its mark. */
const WORD = 70;

/** Cut-offs and restores: a line from top to bottom with a mark, and a word where there is room for one. */
function Events({
  events,
  layout,
  words,
  x,
  right,
  bottom,
}: PartProps & { events: readonly BurnDownEvent[]; x: Scales['x']; right: number; bottom: number }) {
  const shown = events
    .map((event) => ({ ...event, moment: Date.parse(event.at) }))
    .filter(({ moment }) => moment >= layout.start && moment <= layout.end)
    .sort((a, b) => a.moment - b.moment);
  const places = shown.map(({ moment }) => x(moment));
  const free = (index: number, by: 1 | -1) => {
    const edge = by === 1 ? right : room.left;
    return Math.abs((places[index + by] ?? edge) - (places[index] ?? 0)) > WORD;
  };
  return shown.map(({ at, kind }, index) => {
    const place = places[index] ?? 0;
    const toLeft = !free(index, 1);
    const readable = !toLeft || free(index, -1);
    return (
      <g key={`${at} ${kind}`}>
        <line
          x1={crisp(place)}
          x2={crisp(place)}
          y1={room.top}
          y2={bottom}
          stroke={eventColors[kind]}
          strokeDasharray="3 3"
        />
        <Dot at={[place, room.top]} color={eventColors[kind]} />
        {readable ? (
          <Halo
            x={place + (toLeft ? -8 : 8)}
            y={room.top + 4}
            anchor={toLeft ? 'end' : 'start'}
            fill={eventColors[kind]}
            fontWeight={500}
          >
            {words.event[kind]}
          </Halo>
        ) : null}
      </g>
    );
  });
}

/** Where the forecast meets the quota, how far off that may be, and when. */
function RunsOut({ layout, words, x, y, right }: PartProps & Scales & { right: number }) {
  const target = layout.expected.at(-1);
  if (!target || layout.limit === null || words.runsOut === null) return null;
  const [at, value] = target;
  const meets = value >= layout.limit;
  const [, soonest, latest] = layout.band;
  const height = y(meets ? layout.limit : value);
  const above = height > room.top + 20;
  const toLeft = x(at) > right * 0.55;
  return (
    <g>
      {meets && soonest && latest ? (
        <line
          x1={x(soonest[0])}
          x2={x(latest[0])}
          y1={height}
          y2={height}
          stroke="var(--danger-fill)"
          strokeWidth={5}
          strokeOpacity={0.35}
          strokeLinecap="round"
        />
      ) : null}
      {meets ? <Dot at={[x(at), height]} color="var(--danger-fill)" /> : null}
      <Halo
        x={x(at) + (toLeft ? -8 : 8)}
        y={above ? height - 9 : height + 19}
        anchor={toLeft ? 'end' : 'start'}
        fill="var(--ink)"
        fontWeight={500}
      >
        {words.runsOut}
      </Halo>
    </g>
  );
}

function Days({
  layout,
  words,
  x,
  right,
  bottom,
  active,
}: PartProps & { x: Scales['x']; right: number; bottom: number; active: number | null }) {
  const { days } = layout;
  const today = days.findLastIndex(({ from }) => from <= layout.now);
  const slot = days.length > 1 ? x(days[1]?.from ?? 0) - x(days[0]?.from ?? 0) : right;
  const stride = labelled(days.length, slot, 64);
  // Counted from today, so that today always has its label.
  const shift = today - (stride.findLast((index) => index <= today) ?? today);
  const shown = stride.flatMap((index) => (days[index + shift] ? [index + shift] : []));
  return (
    <BottomLabels
      from={room.left}
      to={right}
      top={bottom}
      labels={shown.map((index) => ({
        x: x(days[index]?.from ?? 0),
        text: words.day(days[index]?.day ?? ''),
        strong: index === (active ?? today),
      }))}
    />
  );
}

function Dot({ at, color }: { at: Point | undefined; color: string }): ReactNode {
  return at ? (
    <circle cx={at[0]} cy={at[1]} r={4} fill={color} stroke="var(--surface)" strokeWidth={2} />
  ) : null;
}
