import { useLocale, useTranslations } from 'next-intl';
import { Stat } from '#components/stat.tsx';
import { formatCount } from '#lib/i18n/format.ts';
import type { Part } from './part-sentence.ts';

/** How busy the job executor is. */
export function JobFigures({ detail }: { detail: Part['detail'] }) {
  const t = useTranslations('operator.overview');
  const locale = useLocale();
  const figure = (name: string) => formatCount(locale, Number(detail[name] ?? 0));
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat label={t('running')} value={figure('running')} />
      <Stat label={t('queued')} value={figure('queued')} />
      <Stat label={t('waiting')} value={t('seconds', { count: figure('waiting') })} />
      <Stat label={t('failed')} value={figure('failed')} />
    </div>
  );
}
