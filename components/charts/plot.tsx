'use client';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { nearest } from './scale.ts';
import { GUESS, useWidth } from './use-width.ts';

/** What is drawn on: pixels, an id for the drawing's own patterns, and the stop under the pointer. */
export type Canvas = { width: number; height: number; id: string; active: number | null };

/** What the pointer and the arrow keys go through, from left to right: days, as a rule. */
export type Stops = {
  count: number;
  /** Where a stop stands, in pixels from the left. */
  placesAt: (width: number) => readonly number[];
  /** One sentence for a screen reader. */
  say: (index: number) => string;
};

type PlotProps = {
  /** What a screen reader calls it. */
  label: string;
  height: number;
  draw: (canvas: Canvas) => ReactNode;
  stops: Stops;
  tooltip: (index: number) => ReactNode;
  /** A click or enter on a stop. */
  onPick?: ((index: number) => void) | undefined;
};

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };

/**
 * A drawing that fills its width at a fixed height, with a panel at the stop under the pointer or the keyboard. The
 * server draws it too, stretched to whatever width there will be and without its texts, so nothing moves afterwards.
 * Without transitions: a drawing at a new width is a new drawing, not a movement.
 */
export function Plot({ label, height, draw, stops, tooltip, onPick }: PlotProps) {
  const id = useId();
  const [ref, measured] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const fromKeyboard = useRef(false);
  const width = measured ?? GUESS;
  const places = stops.placesAt(width);
  const last = stops.count - 1;
  const current = active === null ? null : Math.min(active, last);
  const move = (event: PointerEvent<HTMLDivElement>) => {
    fromKeyboard.current = false;
    setActive(nearest(places, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  const press = (event: KeyboardEvent) => {
    const from = current ?? last;
    const by = steps[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? last : by === undefined ? null : from + by;
    if (event.key === 'Escape') setActive(null);
    if (event.key === 'Enter' && current !== null) onPick?.(current);
    if (to === null) return;
    event.preventDefault();
    fromKeyboard.current = true;
    setActive(current === null && by === -1 ? last : Math.max(0, Math.min(last, to)));
  };
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-readonly
      aria-busy={measured === null || undefined}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={current ?? Math.max(0, last)}
      aria-valuetext={stops.count > 0 ? stops.say(current ?? last) : label}
      className={cn('relative touch-pan-y rounded-sm', onPick && current !== null && 'cursor-pointer')}
      style={{ height }}
      onPointerMove={move}
      onPointerDown={move}
      onPointerLeave={() => setActive(null)}
      onClick={() => current !== null && !fromKeyboard.current && onPick?.(current)}
      onBlur={() => setActive(null)}
      onKeyDown={press}
    >
      <svg
        aria-hidden
        width="100%"
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={cn(
          'block select-none overflow-visible tabular-nums [&_*]:transition-none',
          measured === null && '[&_text]:invisible',
        )}
      >
        {draw({ width, height, id, active: current })}
      </svg>
      {current === null || places[current] === undefined ? null : (
        <Panel at={places[current]} width={width}>
          {tooltip(current)}
        </Panel>
      )}
    </div>
  );
}

/** Beside the stop, on the side where there is more room. */
function Panel({ at, width, children }: { at: number; width: number; children: ReactNode }) {
  const side = at > width / 2 ? { right: width - at + 10 } : { left: at + 10 };
  return (
    <div className="pointer-events-none absolute top-1 z-20 w-max max-w-72" style={side}>
      {children}
    </div>
  );
}
