'use client';
import { ScanSearch } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { CheckStateBadge } from '#app/(console)/[tenant]/clouds/_components/check-state.tsx';
import { type Check, useChecks } from '#app/(console)/[tenant]/clouds/_components/use-checks.ts';
import { Ago } from '#components/ago.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { formatCount, formatDuration } from '#lib/i18n/format.ts';
import { CheckFault } from './check-fault.tsx';

/** The last sweeps of the bill, the running one with its progress. */
export function RecentChecks({ cloudAccountId }: { cloudAccountId: string }) {
  const t = useTranslations('clouds');
  const { checks } = useChecks(cloudAccountId);
  const items = checks.data?.items;
  return (
    <Section id="checks" title={t('detail.checks')} description={t('detail.checksBody')}>
      {checks.isError && !items ? (
        <ProblemPanel error={checks.error} onRetry={() => void checks.refetch()} />
      ) : (
        <Card>
          {items === undefined ? (
            <Skeleton className="m-4 h-32" />
          ) : items.length === 0 ? (
            <EmptyState icon={<ScanSearch />} title={t('detail.checksEmpty')}>
              {t('detail.checksEmptyBody')}
            </EmptyState>
          ) : (
            <ChecksTable checks={items} />
          )}
        </Card>
      )}
    </Section>
  );
}

function ChecksTable({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations('clouds.check.columns');
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeader className="pl-4">{t('state')}</TableHeader>
          <TableHeader className="max-sm:hidden">{t('trigger')}</TableHeader>
          <TableHeader>{t('startedAt')}</TableHeader>
          <TableHeader align="end">{t('duration')}</TableHeader>
          <TableHeader align="end" className="max-sm:hidden">
            {t('rows')}
          </TableHeader>
          <TableHeader align="end" className="pr-4">
            {t('changed')}
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {checks.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </TableBody>
    </Table>
  );
}

function CheckRow({ check }: { check: Check }) {
  const t = useTranslations('clouds.check');
  const locale = useLocale();
  const { state, finishedAt, startedAt } = check;
  const trigger = (['manual', 'schedule', 'connected'] as const).find((known) => known === check.trigger);
  return (
    <TableRow>
      <TableCell className="pl-4">
        <div className="flex flex-col gap-1 py-2">
          <CheckStateBadge state={state} />
          {state === 'running' ? <Running check={check} /> : null}
          {check.error ? <CheckFault error={check.error} /> : null}
        </div>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <span className="inline-flex items-center gap-2 whitespace-nowrap text-soft">
          {t(`triggers.${trigger ?? 'other'}`)}
          {check.deep ? <Badge tone="outline">{t('deep')}</Badge> : null}
        </span>
      </TableCell>
      <TableCell>
        <Ago time={startedAt} />
      </TableCell>
      <TableCell align="end" className="whitespace-nowrap">
        {finishedAt
          ? formatDuration(locale, Math.max(1_000, Date.parse(finishedAt) - Date.parse(startedAt)))
          : '–'}
      </TableCell>
      <TableCell align="end" className="max-sm:hidden">
        {formatCount(locale, check.rows)}
      </TableCell>
      <TableCell align="end" className="pr-4">
        {check.changed === 0 && state === 'done' ? (
          <span className="whitespace-nowrap text-faint">{t('changedNone')}</span>
        ) : (
          formatCount(locale, check.changed)
        )}
      </TableCell>
    </TableRow>
  );
}

function Running({ check }: { check: Check }) {
  const t = useTranslations('clouds.check');
  const known = check.slicesTotal > 0;
  return (
    <div className="w-48 max-w-full space-y-1">
      <Progress
        label={t('progressLabel')}
        value={known ? check.slicesDone : null}
        max={known ? check.slicesTotal : 100}
      />
      <p className="text-faint text-xs">
        {known ? t('progress', { done: check.slicesDone, total: check.slicesTotal }) : t('beginning')}
      </p>
    </div>
  );
}
