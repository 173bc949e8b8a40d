import { useLocale, useTranslations } from 'next-intl';
import { readCron } from './cron-words.ts';

/** A Sunday. */
const FIRST_DAY = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

/** A cron expression in words, with its zone where the words name a time of day. */
export function useCronWords(): (cron: string) => string {
  const t = useTranslations('operator.jobs');
  const locale = useLocale();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return (cron) => {
    const { zone, words } = readCron(cron);
    const inZone = (when: string) => t('functions.inZone', { when, zone });
    switch (words.kind) {
      case 'everyMinute':
        return t('cron.everyMinute');
      case 'everyMinutes':
        return t('cron.everyMinutes', { count: words.count });
      case 'hourly':
        return t('cron.hourly', { minute: words.minute });
      case 'daily':
        return inZone(t('cron.daily', { time: words.time }));
      case 'weekly': {
        const day = weekday.format(new Date(FIRST_DAY + words.day * DAY_MS));
        return inZone(t('cron.weekly', { day, time: words.time }));
      }
      case 'monthly':
        return inZone(t('cron.monthly', { day: words.day, time: words.time }));
      case 'other':
        return inZone(t('cron.other', { cron: words.cron }));
    }
  };
}
