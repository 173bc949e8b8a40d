/** What a cron expression says, as far as it is one of the usual kinds. Times are in the expression's own zone. */
export type CronWords =
  | { kind: 'everyMinute' }
  | { kind: 'everyMinutes'; count: number }
  | { kind: 'hourly'; minute: number }
  | { kind: 'daily'; time: string }
  /** 0 is Sunday. */
  | { kind: 'weekly'; day: number; time: string }
  | { kind: 'monthly'; day: number; time: string }
  | { kind: 'other'; cron: string };

export type ReadCron = { zone: string; words: CronWords };

const NUMBER = /^\d{1,2}$/;

/** Reads five fields, with or without `TZ=<zone> ` before them. */
export function readCron(cron: string): ReadCron {
  const [, zone = 'UTC', fields = cron] = /^TZ=(\S+)\s+(.+)$/.exec(cron.trim()) ?? [];
  return { zone, words: wordsOf(fields.trim()) };
}

function wordsOf(cron: string): CronWords {
  const other: CronWords = { kind: 'other', cron };
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.split(/\s+/);
  if (month !== '*') return other;
  const everyDay = day === '*' && weekday === '*';
  if (everyDay && hour === '*') {
    if (minute === '*') return { kind: 'everyMinute' };
    const [, step] = /^\*\/(\d{1,2})$/.exec(minute) ?? [];
    // A step that does not divide the hour does not come round evenly.
    if (step && 60 % Number(step) === 0) return { kind: 'everyMinutes', count: Number(step) };
    return NUMBER.test(minute) ? { kind: 'hourly', minute: Number(minute) } : other;
  }
  if (!NUMBER.test(minute) || !NUMBER.test(hour)) return other;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (everyDay) return { kind: 'daily', time };
  if (day === '*' && /^[0-7]$/.test(weekday)) return { kind: 'weekly', day: Number(weekday) % 7, time };
  if (NUMBER.test(day) && weekday === '*') return { kind: 'monthly', day: Number(day), time };
  return other;
}
