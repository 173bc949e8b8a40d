'use client';
import { CircleX, Clock3, Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Ago } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { cn } from '#components/ui/cn.ts';
import type { AlertOut } from '#server/alerts/schema.ts';
import { AlertStateBadge, SeverityMark } from './alert-badges.tsx';

/** The columns of the alert list. */
export function useAlertColumns(): Column<AlertOut>[] {
  const t = useTranslations('alerts.columns');
  const types = useTranslations('alerts.type');
  const { slug } = useTenant();
  return useMemo(
    () => [
      {
        id: 'subject',
        header: t('subject'),
        cell: (alert) => (
          <span className="flex min-w-0 items-center gap-2.5">
            <SeverityMark severity={alert.severity} quiet={alert.state === 'resolved'} />
            <span className={cn('min-w-0', alert.state === 'open' ? 'font-medium text-ink' : 'text-soft')}>
              {alert.subject}
            </span>
          </span>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        width: 'w-32',
        cell: (alert) => <AlertStateBadge state={alert.state} />,
      },
      { id: 'type', header: t('type'), width: 'w-44', cell: (alert) => types(alert.type) },
      {
        id: 'subAccount',
        header: t('subAccount'),
        width: 'w-44',
        cell: (alert) =>
          alert.subAccountId ? (
            <Link
              href={`/${slug}/sub-accounts/${alert.subAccountId}`}
              className="rounded-sm text-soft hover:text-ink hover:underline"
            >
              {alert.subAccountName}
            </Link>
          ) : (
            <span className="text-faint">–</span>
          ),
      },
      {
        id: 'deliveries',
        header: t('deliveries'),
        width: 'w-44',
        skipOnPhone: true,
        cell: (alert) => <DeliverySummary {...alert.deliveries} muted={alert.muted} />,
      },
      {
        id: 'createdAt',
        header: t('createdAt'),
        width: 'w-28',
        align: 'end',
        cell: (alert) => <Ago time={alert.createdAt} className="text-soft" />,
      },
    ],
    [t, types, slug],
  );
}

/** How the deliveries of an alert went; failures first, because they need somebody. */
function DeliverySummary({ sent, pending, dead, muted }: AlertOut['deliveries'] & { muted: boolean }) {
  const t = useTranslations('alerts.deliverySummary');
  if (sent + pending + dead === 0)
    return <span className="text-faint text-xs">{t(muted ? 'muted' : 'none')}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 align-middle text-xs">
      {dead > 0 ? (
        <span className="inline-flex items-center gap-1 text-danger">
          <CircleX aria-hidden className="size-3.5" />
          {t('dead', { count: dead })}
        </span>
      ) : null}
      {pending > 0 ? (
        <span className="inline-flex items-center gap-1 text-soft">
          <Clock3 aria-hidden className="size-3.5 text-faint" />
          {t('pending', { count: pending })}
        </span>
      ) : null}
      {sent > 0 ? (
        <span className="inline-flex items-center gap-1 text-soft">
          <Send aria-hidden className="size-3.5 text-faint" />
          {t('sent', { count: sent })}
        </span>
      ) : null}
    </span>
  );
}
