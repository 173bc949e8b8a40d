'use client';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useClock } from '#components/clock.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatBasisPoints, formatDate } from '#lib/i18n/format.ts';
import type { HealthHistoryOut, HealthState } from '#server/platform/schema.ts';

export type PartHistory = HealthHistoryOut['parts'][number];
type Slot = PartHistory['slots'][number];

type HealthStripProps = { label: string; history: PartHistory; slotMinutes: number };

export const barColors: Record<HealthState | 'none', string> = {
  ok: 'bg-success/70',
  degraded: 'bg-quota-warning',
  down: 'bg-danger-fill',
  none: 'bg-line-strong',
};

/** Percent of the strip. Each state has heights of its own, so that none is told by its colour alone. */
export function barHeight({ state, samples, degraded, down }: Omit<Slot, 'at' | 'figure' | 'peak'>): number {
  if (state === null) return 4;
  if (state === 'ok') return 38;
  const share = Math.min(1, (degraded + down) / Math.max(1, samples));
  return state === 'degraded' ? 52 + 16 * share : 80 + 20 * share;
}

/** How a part was, one bar for each stretch of time. The pointer or the arrow keys walk along it and say what was. */
export function HealthStrip({ label, history, slotMinutes }: HealthStripProps) {
  const { slots, wellBp } = history;
  const t = useTranslations('operator.health.history');
  const locale = useLocale();
  const words = useSlotWords(slotMinutes);
  const [at, setAt] = useState<number | null>(null);
  const last = slots.length - 1;
  const shown = at === null ? null : slots[at];

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * slots.length);
    setAt(Math.max(0, Math.min(last, index)));
  };
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = at ?? last;
    const steps: Record<string, number> = {
      ArrowLeft: Math.max(0, here - 1),
      ArrowRight: Math.min(last, here + 1),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  const summary = wellBp === null ? t('nothing') : t('well', { percent: formatBasisPoints(locale, wellBp) });
  const current = slots[at ?? last];
  return (
    <div className="min-w-0">
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={current ? words(current) : summary}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
        className="flex h-7 touch-pan-y items-end gap-px rounded-sm outline-offset-2"
      >
        {slots.map((slot, index) => (
          <span
            key={slot.at}
            aria-hidden
            className={cn('flex h-full min-w-0 flex-1 items-end rounded-[1px]', index === at && 'bg-pressed')}
          >
            <span
              className={cn('w-full rounded-[1px]', barColors[slot.state ?? 'none'])}
              style={{ height: `${barHeight(slot)}%` }}
            />
          </span>
        ))}
      </div>
      <p className="mt-1 truncate text-faint text-xs tabular-nums">{shown ? words(shown) : summary}</p>
    </div>
  );
}

/** One stretch of time in words: when, and what was seen in it. */
function useSlotWords(slotMinutes: number): (slot: Slot) => string {
  const t = useTranslations('operator.health.history');
  const locale = useLocale();
  const { timeZone } = useClock();
  return ({ at, state, samples, degraded, down }) => {
    const end = new Date(new Date(at).getTime() + slotMinutes * 60_000);
    const span = t('span', {
      from: formatDate(locale, at, timeZone, 'minuteShort'),
      to: formatDate(locale, end, timeZone, 'minuteShort'),
    });
    return `${span} · ${t(`slot.${state ?? 'none'}`, { samples, degraded, down })}`;
  };
}
