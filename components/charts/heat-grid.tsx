'use client';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { HeatState } from '#components/heat-calendar.tsx';
import { cn } from '#components/ui/cn.ts';
import { HEIGHT, HeatDrawing, LEFT, PITCH, placeOf, TOP, weekdays } from './heat-drawing.tsx';
import { heatCells, moveOn } from './heat-layout.ts';
import { GUESS, useWidth } from './use-width.ts';

type HeatGridProps = {
  label: string;
  last: string;
  amountOf: (day: string) => number;
  stateOf: (day: string) => HeatState;
  bounds: readonly number[];
  isChosen: (day: string) => boolean;
  onPick: ((day: string) => void) | undefined;
  say: (day: string) => string;
  tooltip: (day: string) => ReactNode;
};

/** The usual weekdays stand beside the calendar where there is room for both. */
const ASIDE = 248;
const WIDE = 760;
const MOST_WEEKS = 53;

/** A drawn calendar under a table of the same cells, which the pointer and the arrow keys reach. */
export function HeatGrid({ label, last, onPick, say, tooltip, ...days }: HeatGridProps) {
  const id = useId();
  const [ref, measured] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const width = measured ?? GUESS;
  const aside = measured !== null && width >= WIDE ? ASIDE : 0;
  const weeks = Math.max(4, Math.min(MOST_WEEKS, Math.floor((width - LEFT - aside) / PITCH)));
  const cells = heatCells(last, weeks);
  const current = cells.find(({ day }) => day === active);
  // One cell is in the tab order: the one that had the focus, or the last day.
  const home = cells.some(({ day }) => day === focused) ? focused : (cells.at(-1)?.day ?? null);
  const press = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Escape') setActive(null);
    const to = moveOn(cells, index, event.key);
    if (to === null) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-day="${cells[to]?.day}"]`)?.focus();
  };
  return (
    // What is drawn before anything could be measured keeps its size: the newest weeks are seen, whatever the width.
    <div
      ref={ref}
      aria-busy={measured === null || undefined}
      className={cn('flex', measured === null && 'justify-end overflow-clip')}
      style={{ height: HEIGHT }}
    >
      <div className="relative shrink-0" style={{ width }}>
        <svg
          aria-hidden
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          className="block select-none tabular-nums [&_*]:transition-none"
        >
          <HeatDrawing
            {...days}
            id={id}
            cells={cells}
            aside={aside > 0 ? { from: LEFT + weeks * PITCH + 24, to: width } : null}
          />
        </svg>
        {/* Hundreds of cells to reach, which nothing can reach before they are alive. */}
        {measured === null ? null : (
          <table
            ref={table}
            aria-label={label}
            className="absolute border-collapse"
            style={{ left: LEFT - 2, top: TOP - 2 }}
            onPointerLeave={() => setActive(null)}
          >
            <tbody>
              {weekdays.map((row) => (
                <tr key={row}>
                  {cells.map(({ day, row: own }, index) =>
                    own === row ? (
                      <td key={day} className="size-6 p-0">
                        <button
                          type="button"
                          data-day={day}
                          tabIndex={day === home ? 0 : -1}
                          aria-label={say(day)}
                          aria-pressed={onPick ? days.isChosen(day) : undefined}
                          className={cn(
                            'block size-6 rounded-md hover:outline-2 hover:outline-ring hover:-outline-offset-2 focus-visible:-outline-offset-2',
                            !onPick && 'cursor-default!',
                          )}
                          onPointerEnter={() => setActive(day)}
                          onFocus={() => {
                            setFocused(day);
                            setActive(day);
                          }}
                          onBlur={() => setActive(null)}
                          onClick={() => onPick?.(day)}
                          onKeyDown={(event) => press(event, index)}
                        />
                      </td>
                    ) : null,
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {current ? (
          <Panel {...placeOf(current)} width={width}>
            {tooltip(current.day)}
          </Panel>
        ) : null}
      </div>
    </div>
  );
}

/** Below the cell, on the side where there is more room. */
function Panel({ x, y, width, children }: { x: number; y: number; width: number; children: ReactNode }) {
  const side = x > width / 2 ? { right: width - x - PITCH } : { left: x };
  return (
    <div className="pointer-events-none absolute z-20 w-max max-w-72" style={{ ...side, top: y + PITCH + 4 }}>
      {children}
    </div>
  );
}
