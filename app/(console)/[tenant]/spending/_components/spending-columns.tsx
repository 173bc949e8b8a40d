'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Clipped } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Money } from '#components/money.tsx';
import { Percent } from '#components/percent.tsx';
import { formatCount, formatDay } from '#lib/i18n/format.ts';
import type { SpendingRow } from './spending-table.ts';
import { useNameOf } from './use-words.ts';

/** The columns of single records. */
export function useSpendingColumns(totalAmount: string): Column<SpendingRow>[] {
  const t = useTranslations('spending.columns');
  const source = useTranslations('spending.source');
  const locale = useLocale();
  const nameOf = useNameOf();
  const named = (by: 'project' | 'product', name: string | null) =>
    name ? <Clipped text={name} /> : <span className="text-soft">{nameOf(by, '')}</span>;
  return [
    {
      id: 'day',
      header: t('day'),
      width: 'w-32',
      cell: ({ day }) => (day ? <time dateTime={day}>{formatDay(locale, day)}</time> : null),
    },
    { id: 'project', header: t('project'), cell: (row) => named('project', row.project) },
    { id: 'product', header: t('product'), cell: (row) => named('product', row.product) },
    { id: 'subAccount', header: t('subAccount'), cell: (row) => <SubAccount row={row} /> },
    {
      id: 'cloud',
      header: t('cloud'),
      skipOnPhone: true,
      cell: (row) => <Clipped text={row.cloudAccountName ?? '–'} className="max-w-44 text-soft" />,
    },
    {
      id: 'source',
      header: t('source'),
      skipOnPhone: true,
      cell: (row) =>
        row.source === null ? null : (
          <span className="text-soft" title={source(`${row.source}Hint`)}>
            {source(row.source)}
          </span>
        ),
    },
    {
      id: 'rows',
      header: t('rows'),
      align: 'end',
      width: 'w-24',
      skipOnPhone: true,
      cell: (row) => <span className="text-soft">{formatCount(locale, row.rows)}</span>,
    },
    {
      id: 'amount',
      header: t('amount'),
      align: 'end',
      width: 'w-36',
      cell: (row) => <Money amount={row.amount} className="text-ink" />,
    },
    {
      id: 'share',
      header: t('share'),
      align: 'end',
      width: 'w-20',
      cell: (row) => <Percent aligned part={row.amount} whole={totalAmount} className="text-soft" />,
    },
  ];
}

function SubAccount({ row: { subAccountId, subAccountName } }: { row: SpendingRow }) {
  const nameOf = useNameOf();
  const { slug } = useTenant();
  if (!subAccountId) return <span className="text-warning">{nameOf('subAccount', '')}</span>;
  return (
    <Link href={`/${slug}/sub-accounts/${subAccountId}`} className="rounded-sm hover:underline">
      <Clipped text={subAccountName ?? ''} className="max-w-44" />
    </Link>
  );
}
