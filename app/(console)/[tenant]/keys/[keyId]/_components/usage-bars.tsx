'use client';
import { useLocale } from 'next-intl';
import { BottomLabels, Grid, room } from '#components/charts/axes.tsx';
import type { Canvas } from '#components/charts/plot.tsx';
import { labelled, linear, niceTicks } from '#components/charts/scale.ts';
import { pile } from '#components/charts/stack.ts';
import { formatAxis, formatDay } from '#lib/i18n/format.ts';
import type { KeyUsage } from '#server/keys/schema.ts';
import { outcomeColors, outcomes } from './usage-outcomes.ts';

/** Where the days stand: each in a slot of the same width. */
export function placesOf(width: number, count: number) {
  const slot = (width - room.left - room.right) / Math.max(1, count);
  return { slot, all: Array.from({ length: count }, (_, index) => room.left + (index + 0.5) * slot) };
}

/** A bar for each day, piled up by how its requests ended. */
export function UsageBars({ canvas, days }: { canvas: Canvas; days: KeyUsage['days'] }) {
  const locale = useLocale();
  const { width, height, active } = canvas;
  const bottom = height - room.bottom;
  const { slot, all } = placesOf(width, days.length);
  // Requests are whole: no line between one and the next.
  const ticks = niceTicks(Math.max(4, ...days.map(({ requests }) => requests)));
  const y = linear([0, ticks.at(-1) ?? 1], [bottom, room.top]);
  const bar = Math.max(1, Math.min(28, slot * 0.72));
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
      <Grid
        ticks={ticks}
        y={y}
        left={room.left}
        right={width - room.right}
        format={(tick) => formatAxis(locale, tick)}
      />
      {days.map((day, index) =>
        pile(outcomes.map((outcome) => String(day[outcome]))).map(({ series, low, high }) => {
          const outcome = outcomes[series];
          return outcome ? (
            <rect
              key={`${day.day} ${outcome}`}
              x={(all[index] ?? 0) - bar / 2}
              width={bar}
              y={y(high)}
              height={Math.max(0.5, y(low) - y(high))}
              fill={outcomeColors[outcome]}
            />
          ) : null;
        }),
      )}
      <BottomLabels
        from={room.left}
        to={width - room.right}
        top={bottom}
        labels={labelled(days.length, slot, 64).map((index) => ({
          x: all[index] ?? 0,
          text: formatDay(locale, days[index]?.day ?? '', 'dayShort'),
          strong: index === active,
        }))}
      />
    </>
  );
}
