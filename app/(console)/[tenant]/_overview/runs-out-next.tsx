'use client';
import { useQuery } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { spreadOf } from '#app/(console)/[tenant]/sub-accounts/_components/use-forecasts.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatAgo, formatDate, formatDuration } from '#lib/i18n/format.ts';
import type { quotaOverviewOut } from '#server/quotas/schema.ts';
import { nameOf } from './attention-words.tsx';
import { quotaTop } from './inputs.ts';

const SHOWN = 5;
const DAY = 86_400_000;
/** Further than this nobody plans; what runs out later is not listed. */
const HORIZON = 120 * DAY;
const lines = ['a', 'b', 'c', 'd'];

type Next = z.output<typeof quotaOverviewOut>['runsOutNext'][number];

/** Who runs out of quota next at the present pace. */
export function RunsOutNext() {
  const t = useTranslations('overview.runsOut');
  const { slug } = useTenant();
  const { now } = useClock();
  const trpc = useTRPC();
  const enabled = useCan('quota:read');
  const overview = useQuery(trpc.quotas.overview.queryOptions(quotaTop, { enabled }));
  if (!enabled) return null;
  if (overview.isError && !overview.data) {
    return <ProblemPanel error={overview.error} onRetry={() => void overview.refetch()} />;
  }
  const coming = overview.data?.runsOutNext.filter(
    ({ state, runsOutAt }) => state === 'active' && Date.parse(runsOutAt) - now.getTime() < HORIZON,
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <Link
          href={`/${slug}/sub-accounts?sort=-spentShare`}
          className="rounded-sm text-soft text-xs hover:text-ink hover:underline"
        >
          {t('all')}
        </Link>
      </CardHeader>
      {coming === undefined || !overview.data ? (
        <div aria-busy className="space-y-5 p-4">
          {lines.map((line) => (
            <Skeleton key={line} className="h-6 w-full" />
          ))}
        </div>
      ) : coming.length === 0 ? (
        <EmptyState icon={<Hourglass />} title={t('empty')} className="py-8">
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {coming.slice(0, SHOWN).map((next) => (
            <NextRow key={next.subAccountId} next={next} currency={overview.data.currency} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function NextRow({ next, currency }: { next: Next; currency: string }) {
  const t = useTranslations('overview.runsOut');
  const locale = useLocale();
  const { now, timeZone } = useClock();
  const { slug } = useTenant();
  const left = Date.parse(next.runsOutAt) - now.getTime();
  const spread = spreadOf(next);
  const range = spread ? ` ± ${formatDuration(locale, spread * 3_600_000)}` : '';
  return (
    <li className="relative space-y-1.5 px-4 py-2.5 text-sm transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2">
      <div className="flex items-baseline justify-between gap-4">
        <Link
          href={`/${slug}/sub-accounts/${next.subAccountId}?tab=quota`}
          className="min-w-0 truncate font-medium text-ink outline-none after:absolute after:inset-0"
        >
          {nameOf(next)}
        </Link>
        <time
          dateTime={next.runsOutAt}
          title={`${formatDate(locale, next.runsOutAt, timeZone, 'minute')}${range}`}
          className={cn(
            'shrink-0 text-xs tabular-nums',
            left < 2 * DAY ? 'font-medium text-danger' : left < 7 * DAY ? 'text-warning' : 'text-soft',
          )}
        >
          {left < 6 * DAY
            ? formatDate(locale, next.runsOutAt, timeZone, 'weekTime')
            : formatDate(locale, next.runsOutAt, timeZone, 'dayShort')}
          <span className="text-faint">{` · ${formatAgo(locale, next.runsOutAt, now)}`}</span>
        </time>
      </div>
      <QuotaBar spent={next.spent} limit={next.granted} currency={currency} />
      <p className="flex justify-between gap-4 text-faint text-xs">
        <span>
          {t.rich('ofRich', {
            spent: () => <Money amount={next.spent} className="text-soft" />,
            granted: () => <Money amount={next.granted} />,
          })}
        </span>
        <span>{t.rich('perDayRich', { amount: () => <Money amount={next.perDay} /> })}</span>
      </p>
    </li>
  );
}
