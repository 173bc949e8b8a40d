import { addAmounts } from '#components/amounts.ts';
import type { NamedAmount } from '#components/breakdown-chart.tsx';
import type { Outlook, QuotaStep, SpentDay } from '#components/charts/burn-down-layout.ts';
import type { HeatDay } from '#components/heat-calendar.tsx';
import type { TrendDay } from '#components/trend-chart.tsx';
import { formatAmount, roundAmount } from '#lib/money.ts';
import { addDays } from '#lib/periods.ts';

/** The gallery's charts all end on one day, so that they always look the same. */
export const lastDay = '2026-11-20';
export const sampleNow = '2026-11-20T09:00:00Z';

/** A number between 0 and 1 that looks like chance and is the same each time. */
const chance = (seed: number) => ((Math.imul(seed + 7, 2_654_435_761) >>> 8) % 10_007) / 10_007;
const decimal = (value: number) => value.toFixed(4);
const back = (count: number) =>
  Array.from({ length: count }, (_, index) => addDays(lastDay, index + 1 - count));

export function trendSample(count: number, names: number, size = 1) {
  const series = Array.from(
    { length: names },
    (_, index) => `${['ECS', 'TOS', 'Ark', 'VKE', 'RDS', 'CDN'][index]}`,
  );
  const days: TrendDay[] = back(count).map((day, index) => {
    const parts = series.map((_, place) =>
      decimal((60 + 260 * chance(index * 7 + place)) * size * 0.7 ** place),
    );
    const rest = decimal(40 * chance(index) * size);
    return {
      day,
      parts,
      rest,
      amount: addAmounts(...parts, rest),
      before: decimal((240 + 400 * chance(index + 99)) * size),
      beforeDay: addDays(day, -count),
    };
  });
  const sum = (pick: (day: TrendDay) => string) => addAmounts(...days.map(pick));
  return {
    days,
    series: series.map((label, index) => ({
      id: label,
      label,
      amount: sum((day) => day.parts[index] ?? '0'),
    })),
    rest: { count: 4, amount: sum((day) => day.rest) },
  };
}

/** A refund takes one day below zero. */
export const refundSample: TrendDay[] = back(12).map((day, index) => {
  const amount = index === 7 ? '-180.5000' : decimal(80 + 120 * chance(index));
  return { day, parts: [amount], rest: '0.00', amount, before: null };
});

export const heatSample: HeatDay[] = back(200).map((day, index) => {
  const weekend = index % 7 > 4;
  const billed = index > 40 && index !== 120 && index !== 121;
  const amount = billed
    ? decimal((weekend ? 300 : 900) * (0.4 + chance(index)) * (index > 170 ? 2.2 : 1))
    : '0.00';
  return {
    day,
    amount,
    rows: billed ? 12 : 0,
    projectCount: 5,
    projects: billed
      ? [
          { name: 'render-farm', amount: decimal(200 * chance(index)) },
          { name: '', amount: decimal(100 * chance(index + 1)) },
        ]
      : [],
  };
});

function spentDays(count: number, base: string, perDay: number, size = 1): SpentDay[] {
  let spent: bigint = roundAmount(base);
  return back(count).map((day, index) => {
    const amount = decimal(perDay * size * (0.6 + 0.8 * chance(index)) * (index === count - 1 ? 0.4 : 1));
    spent += roundAmount(amount);
    return {
      day,
      amount,
      spent: formatAmount(spent),
      projectCount: 4,
      projects: [
        { name: 'render-farm', amount: decimal(perDay * size * 0.6) },
        { name: 'training', amount: decimal(perDay * size * 0.3) },
      ],
    };
  });
}

type BurnSample = { days: SpentDay[]; quota: QuotaStep[]; outlook: Outlook | null };

const outlookOf = (inHours: number, spread: number | null, overrun: string): Outlook => ({
  readAt: sampleNow,
  runsOutAt: hoursLater(inHours),
  earliest: hoursLater(inHours - (spread ?? inHours / 2)),
  latest: spread === null ? null : hoursLater(inHours + spread),
  expectedOverrun: overrun,
  overrunHours: 24,
});
const hoursLater = (hours: number) => new Date(Date.parse(sampleNow) + hours * 3_600_000).toISOString();

/** A burn-down in each of the states that are hard to draw. */
export const burnDowns: Record<'steady' | 'nearLimit' | 'over' | 'far' | 'unlimited' | 'huge', BurnSample> = {
  steady: {
    days: spentDays(30, '420.00', 60),
    quota: [
      { at: '2026-09-01T00:00:00Z', granted: '1200.00' },
      { at: '2026-11-03T02:00:00Z', granted: '2200.00' },
      { at: '2026-11-14T08:00:00Z', granted: '2700.00' },
    ],
    outlook: outlookOf(130, 20, '60.00'),
  },
  nearLimit: {
    days: spentDays(30, '95000.00', 55),
    quota: [{ at: '2026-09-01T00:00:00Z', granted: '96700.00' }],
    outlook: outlookOf(14, 6, '55.00'),
  },
  over: {
    days: spentDays(30, '40.00', 60),
    quota: [{ at: '2026-09-01T00:00:00Z', granted: '300.00' }],
    outlook: null,
  },
  far: {
    days: spentDays(30, '100.00', 12),
    quota: [{ at: '2026-09-01T00:00:00Z', granted: '9000.00' }],
    outlook: outlookOf(24 * 700, null, '12.00'),
  },
  unlimited: { days: spentDays(14, '0.00', 20), quota: [], outlook: null },
  huge: {
    days: spentDays(7, '0.00', 60, 18_000_000),
    quota: [{ at: '2026-09-01T00:00:00Z', granted: '9999999999.99' }],
    outlook: outlookOf(60, 9, '1080000000.00'),
  },
};

export const namesSample: NamedAmount[] = Array.from({ length: 60 }, (_, index) => ({
  id: `project-${index}`,
  name:
    index % 9 === 0
      ? `a-project-with-a-name-of-eighty-letters-that-somebody-really-chose-for-number-${String(index).padStart(2, '0')}`
      : `project-${String(index).padStart(2, '0')}`,
  amount: decimal(123_456_789.1234 / (index + 1) ** 1.6),
  before: index % 5 === 4 ? '0.00' : decimal((123_456_789 / (index + 1) ** 1.6) * (0.5 + chance(index))),
  href: `/gallery/charts?project=${index}`,
}));
