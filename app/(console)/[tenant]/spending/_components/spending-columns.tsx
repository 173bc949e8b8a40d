'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Money } from '#components/money.tsx';
import { Percent } from '#components/percent.tsx';
import { formatCount, formatDay } from '#lib/i18n/format.ts';
import { type Group, type SpendingRow, unnamed } from './spending-table.ts';
import { useNames } from './use-names.ts';
import type { SpendingState } from './use-spending-state.ts';

/** What a click on a row's name shows next: the parts of what it names. */
const next: Record<Exclude<Group, 'record'>, Group> = {
  day: 'project',
  project: 'product',
  product: 'project',
  subAccount: 'project',
};

/** The columns of every grouping; the table's definition says which of them a grouping has. */
export function useSpendingColumns(state: SpendingState, totalAmount: string): Column<SpendingRow>[] {
  const t = useTranslations('spending.columns');
  const locale = useLocale();
  const { group } = state;
  const grouped = group !== 'record';
  return [
    {
      id: 'day',
      header: t('day'),
      width: grouped ? '' : 'w-32',
      cell: (row) => (row.day === null ? null : <DayName row={row} day={row.day} state={state} />),
    },
    { id: 'project', header: t('project'), cell: (row) => <Name row={row} of="project" state={state} /> },
    { id: 'product', header: t('product'), cell: (row) => <Name row={row} of="product" state={state} /> },
    { id: 'subAccount', header: t('subAccount'), cell: (row) => <SubAccount row={row} state={state} /> },
    { id: 'cloud', header: t('cloud'), skipOnPhone: true, cell: (row) => <CloudName row={row} /> },
    { id: 'source', header: t('source'), skipOnPhone: true, cell: (row) => <Source row={row} /> },
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
      cell: (row) => <Percent part={row.amount} whole={totalAmount} className="text-soft" />,
    },
  ];
}

const linkLook = 'rounded-sm hover:underline';

type CellProps = { row: SpendingRow; state: SpendingState };

function DayName({ row, day, state }: CellProps & { day: string }) {
  const locale = useLocale();
  const text = <time dateTime={day}>{formatDay(locale, day)}</time>;
  if (state.group !== 'day' || row.day === null) return text;
  return (
    <Link href={state.drill({ days: `${day}..${day}`, group: next.day })} scroll={false} className={linkLook}>
      {text}
    </Link>
  );
}

function Name({ row, of, state }: CellProps & { of: 'project' | 'product' }) {
  const t = useTranslations('spending.noName');
  const name = row[of] ?? '';
  const face = name ? (
    <span className="break-words">{name}</span>
  ) : (
    <span className="text-soft">{t(of)}</span>
  );
  if (state.group !== of) return face;
  return (
    <Link href={state.drill({ [of]: name || unnamed, group: next[of] })} scroll={false} className={linkLook}>
      {face}
    </Link>
  );
}

function SubAccount({ row, state }: CellProps) {
  const t = useTranslations('spending.noName');
  const { slug } = useTenant();
  const { subAccountId, subAccountName } = row;
  const grouped = state.group === 'subAccount';
  const href = !subAccountId
    ? grouped
      ? state.drill({ unattributed: 'yes', group: next.subAccount })
      : null
    : grouped
      ? state.drill({ subAccount: subAccountId, group: next.subAccount })
      : `/${slug}/sub-accounts/${subAccountId}`;
  const face = subAccountName ?? <span className="text-warning">{t('subAccount')}</span>;
  return href === null ? (
    face
  ) : (
    <Link href={href} scroll={!grouped} className={linkLook}>
      {face}
    </Link>
  );
}

function CloudName({ row }: { row: SpendingRow }) {
  const { clouds } = useNames();
  const name = clouds.get(row.cloudAccountId ?? '');
  return <span className="text-soft">{name ?? '–'}</span>;
}

function Source({ row }: { row: SpendingRow }) {
  const t = useTranslations('spending.source');
  if (row.source === null) return null;
  return (
    <span className="text-soft" title={t(`${row.source}Hint`)}>
      {t(row.source)}
    </span>
  );
}
