'use client';
import { useLocale, useTranslations } from 'next-intl';
import { Progress } from '#components/ui/progress.tsx';
import { formatCount } from '#lib/i18n/format.ts';
import type { Check } from './use-running-checks.ts';

/** How far a running check is: parts of the bill done, pages and rows read. */
export function CheckProgress({ check }: { check: Check }) {
  const t = useTranslations('spending.check');
  const locale = useLocale();
  const known = check.slicesTotal > 0;
  return (
    <div className="w-56 max-w-full space-y-1">
      <Progress
        label={t('progressLabel')}
        value={known ? check.slicesDone : null}
        max={known ? check.slicesTotal : 100}
      />
      <p className="text-faint text-xs tabular-nums">
        {known
          ? t('progress', {
              done: check.slicesDone,
              total: check.slicesTotal,
              pages: formatCount(locale, check.pages),
              rows: formatCount(locale, check.rows),
            })
          : t('beginning')}
      </p>
    </div>
  );
}
