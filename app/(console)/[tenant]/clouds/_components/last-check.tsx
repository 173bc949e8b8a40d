'use client';
import { ClockAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { formatDuration } from '#lib/i18n/format.ts';
import type { CloudAccount } from './cloud-list.ts';
import { useCheckLag } from './use-check-lag.ts';

/** When the bill was last read; marked where the schedule is not kept. */
export function LastCheck({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const locale = useLocale();
  const { lag, minutes, stale } = useCheckLag(account);
  const when = account.checkedAt ? (
    <Ago time={account.checkedAt} />
  ) : (
    <span className="text-faint">{t('neverChecked')}</span>
  );
  if (!stale) return when;
  return (
    <Tooltip content={t('staleCheck', { lag: formatDuration(locale, lag), minutes })}>
      <button type="button" className="inline-flex cursor-default items-center gap-1 rounded-sm text-warning">
        <ClockAlert aria-hidden className="size-3.5" />
        {when}
      </button>
    </Tooltip>
  );
}
