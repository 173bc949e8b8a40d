'use client';
import { CircleX, Clock3, Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { cn } from '#components/ui/cn.ts';
import type { AlertOut } from '#server/alerts/schema.ts';
import { AlertStateBadge, SeverityMark } from './alert-badges.tsx';

/** The columns of the alert list. */
export function useAlertColumns(): Column<AlertOut>[] {
  const t = useTranslations('alerts.columns');
  const types = useTranslations('alerts.type');
  const summary = useTranslations('alerts.deliverySummary');
  const { slug } = useTenant();
  return useMemo(
    () => [
      {
        id: 'subject',
        header: t('subject'),
        parts: [
          { id: 'id', header: t('id'), value: (alert) => alert.id },
          { id: 'severity', header: t('severity'), value: (alert) => alert.severity },
          { id: 'subject', header: t('subject'), value: (alert) => alert.subject },
        ],
        cell: (alert) => (
          <span className="flex min-w-0 items-center gap-2.5">
            <SeverityMark severity={alert.severity} quiet={alert.state === 'resolved'} />
            <Clipped
              text={alert.subject}
              className={cn('max-w-130', alert.state === 'open' ? 'font-medium text-ink' : 'text-soft')}
            />
          </span>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        width: 'w-32',
        value: (alert) => alert.state,
        cell: (alert) => <AlertStateBadge state={alert.state} />,
      },
      {
        id: 'type',
        header: t('type'),
        width: 'w-44',
        value: (alert) => alert.type,
        cell: (alert) => <span className="whitespace-nowrap">{types(alert.type)}</span>,
      },
      {
        id: 'subAccount',
        header: t('subAccount'),
        width: 'w-44',
        // The subject names it.
        skipOnPhone: true,
        value: (alert) => alert.subAccountName,
        cell: (alert) =>
          alert.subAccountId ? (
            <Clipped text={alert.subAccountName ?? ''} className="max-w-44">
              <Link
                href={`/${slug}/sub-accounts/${alert.subAccountId}`}
                className="rounded-sm text-soft hover:text-ink hover:underline"
              >
                {alert.subAccountName}
              </Link>
            </Clipped>
          ) : (
            <Nothing />
          ),
      },
      {
        id: 'deliveries',
        header: t('deliveries'),
        width: 'w-44',
        skipOnPhone: true,
        parts: (['sent', 'pending', 'dead'] as const).map((id) => ({
          id,
          header: summary(`${id}Header`),
          value: (alert: AlertOut) => alert.deliveries[id],
        })),
        cell: (alert) => <DeliverySummary {...alert.deliveries} muted={alert.muted} />,
      },
      agoColumn({ id: 'createdAt', header: t('createdAt'), time: (alert) => alert.createdAt, width: 'w-28' }),
    ],
    [t, types, summary, slug],
  );
}

/** How the deliveries of an alert went; failures first, because they need somebody. In words where there is one kind. */
function DeliverySummary({ muted, ...counts }: AlertOut['deliveries'] & { muted: boolean }) {
  const t = useTranslations('alerts.deliverySummary');
  const some = (['dead', 'pending', 'sent'] as const).filter((kind) => counts[kind] > 0);
  if (some.length === 0) return <span className="text-faint text-xs">{t(muted ? 'muted' : 'none')}</span>;
  return (
    <span className="inline-flex items-center gap-x-2.5 whitespace-nowrap align-middle text-xs">
      {some.map((kind) => {
        const { icon: Icon, ink } = deliveryLooks[kind];
        const words = t(kind, { count: counts[kind] });
        return (
          <span
            key={kind}
            title={words}
            className={cn('inline-flex items-center gap-1', kind === 'dead' ? 'text-danger' : 'text-soft')}
          >
            <Icon aria-hidden className={cn('size-3.5', ink)} />
            {some.length === 1 ? (
              words
            ) : (
              <>
                <span aria-hidden>{counts[kind]}</span>
                <span className="sr-only">{words}</span>
              </>
            )}
          </span>
        );
      })}
    </span>
  );
}

const deliveryLooks = {
  dead: { icon: CircleX, ink: '' },
  pending: { icon: Clock3, ink: 'text-faint' },
  sent: { icon: Send, ink: 'text-faint' },
};
