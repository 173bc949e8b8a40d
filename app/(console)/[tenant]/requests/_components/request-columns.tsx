'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SpentOf } from '#app/(console)/[tenant]/sub-accounts/_components/spent-of.tsx';
import { Ago } from '#components/ago.tsx';
import { useCan } from '#components/can.tsx';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import type { RequestOut } from '#server/requests/schema.ts';
import { RequestAmount } from './request-amount.tsx';
import { RequestState } from './request-state.tsx';

/** The columns of the list of requests. */
export function useRequestColumns(): Column<RequestOut>[] {
  const t = useTranslations('requests.columns');
  const { slug } = useTenant();
  const linked = useCan('sub-account:read');
  return useMemo(
    () => [
      {
        id: 'subAccount',
        header: t('subAccount'),
        width: 'w-48',
        parts: [
          { id: 'id', header: t('id'), value: (row) => row.id },
          { id: 'subAccount', header: t('subAccount'), value: (row) => row.subAccount.userName },
        ],
        cell: ({ subAccount: { id, userName } }) => (
          <Clipped text={userName} className="max-w-48 font-medium text-ink">
            {linked ? (
              <Link href={`/${slug}/sub-accounts/${id}`} className="rounded-sm hover:underline">
                {userName}
              </Link>
            ) : undefined}
          </Clipped>
        ),
      },
      {
        id: 'amount',
        header: t('amount'),
        align: 'end',
        width: 'w-40',
        parts: [
          { id: 'currency', header: t('currency'), value: (row) => row.currency },
          { id: 'amount', header: t('amount'), value: (row) => row.amount },
          { id: 'allocated', header: t('allocated'), value: (row) => row.allocated },
        ],
        cell: (row) => <RequestAmount request={row} />,
      },
      {
        id: 'quota',
        header: t('quota'),
        align: 'end',
        width: 'w-44',
        skipOnPhone: true,
        parts: [
          { id: 'spent', header: t('spent'), value: (row) => row.subAccount.quota?.spent ?? null },
          { id: 'granted', header: t('granted'), value: (row) => row.subAccount.quota?.granted ?? null },
        ],
        cell: ({ subAccount: { quota } }) => (quota ? <SpentOf quota={quota} /> : <Nothing />),
      },
      {
        id: 'requestedBy',
        header: t('requestedBy'),
        width: 'w-36',
        value: (row) => row.requestedBy,
        cell: (row) => <Clipped text={row.requestedBy} className="max-w-40" />,
      },
      {
        id: 'reason',
        header: t('reason'),
        value: (row) => row.reason,
        cell: (row) => <Clipped text={row.reason} className="max-w-80 text-soft" />,
      },
      {
        id: 'state',
        header: t('state'),
        width: 'w-28',
        value: (row) => row.state,
        cell: (row) => <RequestState state={row.state} />,
      },
      {
        id: 'decidedBy',
        header: t('decidedBy'),
        width: 'w-36',
        value: (row) => row.decidedBy,
        cell: (row) => (row.decidedBy ? <Clipped text={row.decidedBy} className="max-w-40" /> : <Nothing />),
      },
      {
        id: 'decidedAt',
        header: t('decidedAt'),
        width: 'w-28',
        value: (row) => row.decidedAt,
        cell: (row) => (row.decidedAt ? <Ago time={row.decidedAt} /> : <Nothing />),
      },
      {
        id: 'note',
        header: t('note'),
        value: (row) => row.note || null,
        cell: (row) => (row.note ? <Clipped text={row.note} className="max-w-80 text-soft" /> : <Nothing />),
      },
      agoColumn({ id: 'createdAt', header: t('createdAt'), time: (row) => row.createdAt, width: 'w-28' }),
    ],
    [t, slug, linked],
  );
}
