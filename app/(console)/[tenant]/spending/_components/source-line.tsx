'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, ClockAlert, Info, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useClock } from '#components/clock.tsx';
import { type FreshnessState, freshnessState } from '#components/freshness-state.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { formatDate, formatDay, formatDuration } from '#lib/i18n/format.ts';
import { addDays } from '#lib/periods.ts';
import type { spendingSummaryOut } from '#server/spending/schema.ts';
import type { SpendingState } from './use-spending-state.ts';
import { useCompleteness } from './use-words.ts';

type Source = z.output<typeof spendingSummaryOut>['cloudAccounts'][number];

const HOUR = 3_600_000;
const looks: Record<FreshnessState, { icon: LucideIcon; className: string }> = {
  fresh: { icon: CircleCheck, className: 'text-success' },
  stale: { icon: ClockAlert, className: 'text-warning' },
  unknown: { icon: CircleHelp, className: 'text-faint' },
};

/** How far the bill of each cloud account goes, and why it cannot go further. */
export function SourceLine({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.lag');
  const locale = useLocale();
  const trpc = useTRPC();
  const { cloudAccountId } = state.filters;
  const accounts = useQuery(trpc.spending.summary.queryOptions({})).data?.cloudAccounts ?? [];
  const shown = accounts.filter((one) => !cloudAccountId || one.cloudAccountId === cloudAccountId);
  const { day } = useCompleteness(state.filters);
  // That today is open goes without saying.
  const open = day !== null && day < state.range.to && day < addDays(state.today, -1) ? day : null;
  if (shown.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-soft text-sm">
      <ul aria-label={t('label')} className="contents">
        {shown.map((account) => (
          <SourceFreshness key={account.cloudAccountId} account={account} />
        ))}
      </ul>
      <Why />
      {open ? (
        <p className="text-warning">{t('open', { day: formatDay(locale, open, 'dayShort') })}</p>
      ) : null}
    </div>
  );
}

function SourceFreshness({ account }: { account: Source }) {
  const t = useTranslations('spending.lag');
  const locale = useLocale();
  const { slug } = useTenant();
  const { now, timeZone } = useClock();
  const { completeThrough } = account.freshness;
  const { state, lag } = freshnessState({ completeThrough, now });
  const { icon: Icon, className } = looks[account.status === 'failing' ? 'stale' : state];
  const time = completeThrough ? formatDate(locale, completeThrough, timeZone, 'minuteShort') : '';
  return (
    <li className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5 tabular-nums">
      <Icon aria-hidden className={cn('size-3.5 shrink-0', className)} />
      <Link
        href={`/${slug}/clouds/${account.cloudAccountId}`}
        className="max-w-60 truncate rounded-sm font-medium text-ink hover:underline"
      >
        {account.name}
      </Link>
      <span>
        {completeThrough === null
          ? t('nothing')
          : lag !== null && lag >= HOUR
            ? t('behind', { time, lag: formatDuration(locale, lag) })
            : t('current', { time })}
      </span>
      {account.status === 'failing' ? <span className="text-warning">{t('failing')}</span> : null}
    </li>
  );
}

function Why() {
  const t = useTranslations('spending.lag');
  const { slug } = useTenant();
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm">
          <Info aria-hidden className="size-3.5" />
          {t('why')}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={t('why')} className="w-84 space-y-2 text-pretty text-soft">
        <p>{t('body')}</p>
        <p>{t('estimate')}</p>
        <p>
          <Link href={`/${slug}/spending/checks`} className="font-medium text-accent-ink hover:underline">
            {t('checks')}
          </Link>
        </p>
      </PopoverContent>
    </Popover>
  );
}
