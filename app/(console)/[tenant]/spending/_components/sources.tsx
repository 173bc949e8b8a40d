'use client';
import { useQuery } from '@tanstack/react-query';
import { ScanSearch } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { z } from 'zod';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago, Moment } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { freshnessState } from '#components/freshness-state.ts';
import { Money } from '#components/money.tsx';
import { Section } from '#components/section.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDuration } from '#lib/i18n/format.ts';
import type { spendingSummaryOut } from '#server/spending/schema.ts';
import { CheckProgress } from './check-progress.tsx';
import { NoSources } from './no-sources.tsx';
import { type Check, useRunningChecks } from './use-running-checks.ts';
import { useStartChecks } from './use-start-checks.ts';

const HOUR = 3_600_000;

type Source = z.output<typeof spendingSummaryOut>['cloudAccounts'][number];

/** Every bill that is read: how far it goes, how old it is, and when it is read next. */
export function Sources() {
  const t = useTranslations('spending.sources');
  const trpc = useTRPC();
  const running = useRunningChecks();
  const summary = useQuery(trpc.spending.summary.queryOptions({}, { refetchInterval: 30_000 }));
  const accounts = summary.data?.cloudAccounts;
  return (
    <Section id="sources" title={t('title')} description={t('body')}>
      {summary.isError && !accounts ? (
        <ProblemPanel
          error={summary.error}
          onRetry={() => void summary.refetch()}
          retrying={summary.isRefetching}
        />
      ) : accounts === undefined ? (
        <Skeleton className="h-28 w-full rounded-lg" />
      ) : accounts.length === 0 ? (
        <NoSources />
      ) : (
        <ul className="space-y-3">
          {accounts.map((account) => (
            <li key={account.cloudAccountId}>
              <SourceCard
                account={account}
                check={running.find((one) => one.cloudAccountId === account.cloudAccountId)}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function SourceCard({ account, check }: { account: Source; check: Check | undefined }) {
  const t = useTranslations('spending.sources');
  const bill = useTranslations('spending');
  const locale = useLocale();
  const { slug, currency } = useTenant();
  const { freshness } = account;
  const { now } = useClock();
  const { state } = freshnessState({ completeThrough: freshness.completeThrough, now });
  const facts = [
    { term: t('thisMonth'), value: <Money amount={account.thisMonth} currency={currency} /> },
    {
      term: t('source'),
      value: freshness.source ? (
        <span title={bill(`source.${freshness.source}Hint`)}>{bill(`source.${freshness.source}`)}</span>
      ) : (
        <span className="text-faint">–</span>
      ),
    },
    {
      term: t('complete'),
      value: <Moment time={freshness.completeThrough} />,
    },
    {
      term: t('lag'),
      value:
        freshness.lagHours === null ? (
          <span className="text-faint">–</span>
        ) : (
          `${freshness.lagHours === 0 ? '< ' : ''}${formatDuration(locale, Math.max(1, freshness.lagHours) * HOUR)}`
        ),
    },
    { term: t('checked'), value: <Ago time={freshness.checkedAt} /> },
    { term: t('next'), value: check ? t('runningNow') : <Ago time={account.nextCheckAt} /> },
  ];
  return (
    <Card>
      <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3">
          <h3 className="min-w-0 break-words font-semibold text-base">
            <Link href={`/${slug}/clouds/${account.cloudAccountId}`} className="rounded-sm hover:underline">
              {account.name}
            </Link>
          </h3>
          {account.status === 'failing' ? (
            <StatusBadge status="failed" />
          ) : state === 'unknown' ? null : (
            <StatusBadge status={state === 'stale' ? 'stale' : 'active'} />
          )}
        </div>
        {check ? <CheckProgress check={check} /> : <StartButton account={account} />}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-line border-t px-4 py-3 text-sm sm:grid-cols-3 lg:grid-cols-6">
        {facts.map(({ term, value }) => (
          <div key={term} className="min-w-0">
            <dt className="text-faint text-xs">{term}</dt>
            <dd className="min-w-0 tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function StartButton({ account }: { account: Source }) {
  const t = useTranslations('spending.check');
  const start = useStartChecks();
  return (
    <Can permission="spending:check">
      <span className="flex flex-wrap gap-2">
        <Button
          variant="ghost"
          disabled={start.pending}
          title={t('deepHint')}
          onClick={() => void start.run([account], true)}
        >
          {t('deep')}
        </Button>
        <Button pending={start.pending} onClick={() => void start.run([account])}>
          <ScanSearch aria-hidden />
          {t('now')}
        </Button>
      </span>
    </Can>
  );
}
