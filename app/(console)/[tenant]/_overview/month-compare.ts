import { addAmounts } from '#components/amounts.ts';
import { addMonths, lastDayOfMonth } from '#lib/periods.ts';

export type DayAmount = { day: string; amount: string };

/** One day of the month beside the same day of the month before; null where that day is not there (yet). */
export type ComparedDay = {
  day: number;
  thisDay: string | null;
  lastDay: string | null;
  now: string | null;
  before: string | null;
  nowSum: string | null;
  beforeSum: string | null;
};

/** Lays two months over each other, by day and added up. `month` is `YYYY-MM`; days that are missing spent nothing. */
export function compareMonths(byDay: readonly DayAmount[], month: string, today: string): ComparedDay[] {
  const amounts = new Map(byDay.map(({ day, amount }) => [day, amount]));
  const lastMonth = addMonths(month, -1);
  const [length, lastLength] = [month, lastMonth].map((one) => Number(lastDayOfMonth(one).slice(8)));
  const size = Math.max(length ?? 31, lastLength ?? 31);
  let nowSum = '0';
  let beforeSum = '0';
  return Array.from({ length: size }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    const thisDay = index < (length ?? 31) ? `${month}-${number}` : null;
    const lastDay = index < (lastLength ?? 31) ? `${lastMonth}-${number}` : null;
    const now = thisDay !== null && thisDay <= today ? (amounts.get(thisDay) ?? '0.00') : null;
    const before = lastDay === null ? null : (amounts.get(lastDay) ?? '0.00');
    if (now !== null) nowSum = addAmounts(nowSum, now);
    if (before !== null) beforeSum = addAmounts(beforeSum, before);
    return {
      day: index + 1,
      thisDay,
      lastDay,
      now,
      before,
      nowSum: now === null ? null : nowSum,
      beforeSum: before === null ? null : beforeSum,
    };
  });
}
