/** Billing days: the calendar of Asia/Shanghai, which has had no daylight saving since 1991, so a fixed offset is exact. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** YYYY-MM-DD of an instant (ms). */
export const dayOf = (ms: number): string => new Date(ms + OFFSET_MS).toISOString().slice(0, 10);

/** First instant of a billing day, in ms. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;

/** First instant after a billing day, in ms. */
export const dayEnd = (day: string): number => dayStart(day) + DAY_MS;

export const addDays = (day: string, days: number): string => dayOf(dayStart(day) + days * DAY_MS);

/** 0 is Monday. */
export const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

export const isMonth = (text: string): boolean => isDay(`${text}-01`);

export const monthOf = (day: string): string => day.slice(0, 7);

/** Every day of a month YYYY-MM, first to last. */
export function daysOfMonth(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; monthOf(day) === month; day = addDays(day, 1)) days.push(day);
  return days;
}

/** `YYYY-MM-DD HH:MM:SS` in Shanghai time, as bills write instants. */
export const billTime = (ms: number): string =>
  new Date(ms + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');

/** `20260301T080910Z`, as IAM writes dates. */
export const iamDate = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
