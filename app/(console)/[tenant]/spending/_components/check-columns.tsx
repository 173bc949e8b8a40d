'use client';
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Moment } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { useIsReason } from '#components/use-is-reason.ts';
import { checkTriggers } from '#lib/choices.ts';
import { formatCount, formatDuration } from '#lib/i18n/format.ts';
import { CheckProgress } from './check-progress.tsx';
import { useNames } from './use-names.ts';
import type { Check } from './use-running-checks.ts';

/** The columns of the history of checks. */
export function useCheckColumns(): Column<Check>[] {
  const t = useTranslations('spending.checks.columns');
  const locale = useLocale();
  const { clouds } = useNames();
  const count = (id: 'pages' | 'rows' | 'changed', skipOnPhone: boolean): Column<Check> => ({
    id,
    header: t(id),
    align: 'end',
    width: 'w-24',
    skipOnPhone,
    cell: (check) => (
      <span className={check[id] === 0 ? 'text-faint' : ''}>{formatCount(locale, check[id])}</span>
    ),
  });
  return [
    {
      id: 'startedAt',
      header: t('startedAt'),
      width: 'w-44',
      cell: (check) => <Moment time={check.startedAt} seconds />,
    },
    { id: 'state', header: t('state'), cell: (check) => <State check={check} /> },
    {
      id: 'cloud',
      header: t('cloud'),
      cell: (check) => <span className="text-soft">{clouds.get(check.cloudAccountId) ?? '–'}</span>,
    },
    { id: 'trigger', header: t('trigger'), width: 'w-44', cell: (check) => <Trigger check={check} /> },
    {
      id: 'duration',
      header: t('duration'),
      align: 'end',
      width: 'w-20',
      cell: ({ startedAt, finishedAt }) =>
        finishedAt ? (
          formatDuration(locale, Math.max(1_000, Date.parse(finishedAt) - Date.parse(startedAt)))
        ) : (
          <span className="text-faint">–</span>
        ),
    },
    count('pages', true),
    count('rows', true),
    count('changed', false),
  ];
}

const looks = {
  running: { icon: LoaderCircle, className: 'text-info', ink: 'animate-spin motion-reduce:animate-none' },
  done: { icon: CircleCheck, className: 'text-soft', ink: 'text-success' },
  failed: { icon: CircleX, className: 'bg-danger-soft px-1.5 text-danger', ink: '' },
} as const;

function State({ check }: { check: Check }) {
  const t = useTranslations('spending.checks.states');
  const { icon: Icon, className, ink } = looks[check.state];
  return (
    <div className="flex flex-col items-start gap-1 py-2">
      <span
        data-state={check.state}
        className={cn(
          'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm font-medium text-xs',
          className,
        )}
      >
        <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
        {t(check.state)}
      </span>
      {check.state === 'running' ? <CheckProgress check={check} /> : null}
      {check.error ? <Fault error={check.error} /> : null}
    </div>
  );
}

function Fault({ error: { reason, params } }: { error: NonNullable<Check['error']> }) {
  const t = useTranslations('errors.reasons');
  const known = useIsReason()(reason) ? reason : 'internal';
  return (
    <p className="max-w-110 whitespace-normal break-words text-danger text-xs">
      {t(known, { requestId: '', ...params })}
    </p>
  );
}

function Trigger({ check }: { check: Check }) {
  const t = useTranslations('spending.checks');
  const known = checkTriggers.find((one) => one === check.trigger);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap text-soft">
      {t(`triggers.${known ?? 'other'}`)}
      {check.deep ? <Badge tone="outline">{t('deep')}</Badge> : null}
    </span>
  );
}
