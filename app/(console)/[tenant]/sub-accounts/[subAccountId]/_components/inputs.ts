import { calendarDays, periodBefore } from '#app/(console)/[tenant]/spending/_components/period.ts';
import { addDays } from '#lib/periods.ts';

/** How many days the overview looks back. */
export const spans = ['7', '30', '90'] as const;
export type Span = (typeof spans)[number];
export const defaultSpan: Span = '30';

export function readSpan(text: unknown): Span {
  return spans.find((span) => span === text) ?? defaultSpan;
}

/** The last days, today included. */
const lastDays = (span: Span, today: string) => ({
  from: addDays(today, 1 - Number(span)),
  to: today,
});

/** What the overview of a sub-account asks for, on the server and in the browser alike. */
export function overviewInputs(subAccountId: string, span: Span, today: string) {
  const range = lastDays(span, today);
  const before = periodBefore(range);
  const parts = { subAccountId, ...range, compareFrom: before.from, compareTo: before.to };
  return {
    range,
    before,
    spending: { subAccountId, ...range },
    dayProjects: { subAccountId, ...range, top: 5 },
    calendar: { subAccountId, ...calendarDays(range, today), top: 3 },
    byProject: { ...parts, by: 'project' as const },
    byProduct: { ...parts, by: 'product' as const },
  };
}

/** What the activity and the marks on the burn-down are made from. */
export const latest = (subAccountId: string) => ({ subAccountId, limit: 8 });
export const allSagas = (subAccountId: string) => ({ subAccountId, limit: 50 });
