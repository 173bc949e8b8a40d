'use client';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useSyncExternalStore } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SeverityMark } from '#app/(console)/[tenant]/alerts/_components/alert-badges.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { changeOf } from '#components/change-of.ts';
import { Money } from '#components/money.tsx';
import { Stat } from '#components/stat.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { severities } from '#lib/alerts.ts';
import { formatCount, formatMoney } from '#lib/i18n/format.ts';
import { quotaTop } from './inputs.ts';
import { useAttention } from './use-attention.ts';

const REFRESH_MS = 30_000;
/** Two tiles share a phone's width. */
const valueLook = 'max-sm:text-lg';

/** The state in four figures: what is spent, what is left, what is cut off, what rings. */
export function OverviewFigures() {
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      <SpentFigure />
      <QuotaFigure />
      <CutOffFigure />
      <AlertFigure />
    </div>
  );
}

function SpentFigure() {
  const t = useTranslations('overview.figures');
  const locale = useLocale();
  const { slug } = useTenant();
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const summary = useQuery(trpc.spending.summary.queryOptions({}, { enabled, refetchInterval: REFRESH_MS }));
  if (!enabled) return null;
  if (!summary.data) return <Waiting error={summary.error} retry={() => void summary.refetch()} />;
  const { thisMonth, lastMonthToDate, currency } = summary.data;
  const change = changeOf(thisMonth, lastMonthToDate);
  return (
    <Stat
      label={t('spent')}
      href={`/${slug}/spending`}
      value={<Money amount={thisMonth} currency={currency} className={valueLook} />}
      {...(change === null
        ? { hint: t('noLastMonth') }
        : {
            delta: {
              basisPoints: change,
              against: t('lastMonth', { amount: formatMoney(locale, lastMonthToDate) }),
            },
          })}
    />
  );
}

function QuotaFigure() {
  const t = useTranslations('overview.figures');
  const { slug } = useTenant();
  const trpc = useTRPC();
  const enabled = useCan('quota:read');
  const overview = useQuery(
    trpc.quotas.overview.queryOptions(quotaTop, { enabled, refetchInterval: REFRESH_MS }),
  );
  if (!enabled) return null;
  if (!overview.data) return <Waiting error={overview.error} retry={() => void overview.refetch()} />;
  const { granted, spent, remaining, currency } = overview.data;
  return (
    <Stat
      label={t('left')}
      href={`/${slug}/sub-accounts?sort=-spentShare`}
      value={<Money amount={remaining} currency={currency} className={valueLook} />}
      hint={
        <span>
          {t.rich('ofGrantedRich', {
            spent: () => <Money amount={spent} />,
            amount: () => <Money amount={granted} />,
          })}
        </span>
      }
    />
  );
}

/** What is cut off, what stopped on the way there or back, and what is past its quota and still works. */
function CutOffFigure() {
  const t = useTranslations('overview.figures');
  const locale = useLocale();
  const { slug } = useTenant();
  const enabled = useCan('sub-account:read');
  const { items, cutOff, error, refetch } = useAttention();
  if (!enabled) return null;
  if (!items) return <Waiting error={error} retry={refetch} />;
  const countOf = (...kinds: readonly string[]) =>
    items.reduce((sum, item) => {
      if (item.kind === 'many') return kinds.includes(item.of) ? sum + item.count : sum;
      return kinds.includes(item.kind) ? sum + 1 : sum;
    }, 0);
  const half = countOf('halfCut', 'halfRestored', 'cutting', 'restoring');
  const over = countOf('over', 'protectedOver');
  return (
    <Stat
      label={t('cutOff')}
      href={`/${slug}/sub-accounts?state=cut_off`}
      value={formatCount(locale, cutOff)}
      hint={
        half + over === 0 ? (
          t(cutOff === 0 ? 'nothingCut' : 'restWorks')
        ) : (
          <>
            {half > 0 ? <span className="text-warning">{t('half', { count: half })}</span> : null}
            {over > 0 ? <span className="text-danger">{t('stillOver', { count: over })}</span> : null}
          </>
        )
      }
    />
  );
}

const never = () => () => undefined;

function AlertFigure() {
  const t = useTranslations('overview.figures');
  const words = useTranslations('alerts.severity');
  const locale = useLocale();
  const { slug } = useTenant();
  const trpc = useTRPC();
  const enabled = useCan('alert:read');
  // The frame asks for the counts too and may know them before this part of the page is brought to life.
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const counts = useQuery(trpc.alerts.counts.queryOptions(undefined, { enabled }));
  if (!enabled) return null;
  if (!counts.data || !alive) return <Waiting error={counts.error} retry={() => void counts.refetch()} />;
  const found = severities.toReversed().map((severity) => ({ severity, count: counts.data[severity] }));
  const open = found.filter(({ count }) => count > 0);
  const total = open.reduce((sum, { count }) => sum + count, 0);
  return (
    <Stat
      label={t('alerts')}
      href={`/${slug}/alerts?state=open`}
      value={formatCount(locale, total)}
      hint={
        open.length === 0 ? (
          t('noAlerts')
        ) : (
          <span className="flex flex-wrap gap-x-3 gap-y-1">
            {open.map(({ severity, count }) => (
              <span key={severity} className="inline-flex items-center gap-1 tabular-nums">
                <SeverityMark severity={severity} />
                {formatCount(locale, count)} <span aria-hidden>{words(severity)}</span>
              </span>
            ))}
          </span>
        )
      }
    />
  );
}

function Waiting({ error, retry }: { error: unknown; retry: () => void }): ReactNode {
  if (error) return <ProblemPanel error={error} onRetry={retry} className="col-span-2" />;
  return <Skeleton className="h-25 rounded-lg" />;
}
