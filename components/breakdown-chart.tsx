'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatBasisPoints, formatMoney, shareOf, toDrawingNumber } from '#lib/i18n/format.ts';
import { addAmounts } from './amounts.ts';
import { BreakdownBars, type BreakdownItem, restOf } from './breakdown-bars.tsx';
import { Change, changeText } from './change.tsx';
import { textLook } from './charts/axes.tsx';
import type { ChartTableData } from './charts/chart-table.tsx';
import { ChartView, type ChartViewProps } from './charts/chart-view.tsx';
import { otherColor } from './charts/colors.ts';
import { useWidth } from './charts/use-width.ts';
import { Money } from './money.tsx';
import { Percent } from './percent.tsx';

export type NamedAmount = {
  id: string;
  /** As it is read, written to a file, and drawn. */
  name: string;
  /** After the name: a badge. */
  note?: ReactNode;
  amount: string;
  before?: string | null;
  href?: string | undefined;
};

type BreakdownChartProps = Pick<
  ChartViewProps,
  'title' | 'fileName' | 'subtitle' | 'footnote' | 'anchor' | 'controls' | 'busy' | 'className'
> & {
  items: readonly NamedAmount[];
  beyond?: { count: number; amount: string; before: string | null } | undefined;
  currency: string;
  /** Which days the marks on the bars stand for. */
  beforeLabel?: string | undefined;
  top?: number;
  nameLabel: string;
  /** Above the bars: what needs saying about them. */
  children?: ReactNode;
};

/** Who spent how much of it, in its card: bars that can be drilled into, a table, a picture and a file. */
export function BreakdownChart(props: BreakdownChartProps) {
  const { items, beyond, currency, beforeLabel, top = 7, nameLabel, children, ...view } = props;
  const t = useTranslations('common.chart');
  const locale = useLocale();
  const total = addAmounts(...items.map(({ amount }) => amount), beyond?.amount ?? '0');
  const compared = beforeLabel !== undefined;
  const rest = beyond && beyond.count > 0 ? { ...beyond, name: t('other', { count: beyond.count }) } : null;
  const columns = [t('total'), t('share'), ...(compared ? [beforeLabel, t('change')] : [])];
  const table: ChartTableData = {
    columns: [{ label: nameLabel }, ...columns.map((label) => ({ label, align: 'end' as const }))],
    rows: [...items, ...(rest ? [rest] : [])].map(({ name, amount, before = null }) => [
      { text: name, csv: name },
      { text: <Money amount={amount} />, csv: amount },
      {
        text: <Percent part={amount} whole={total} />,
        csv: ((shareOf(amount, total) ?? 0) / 100).toFixed(2),
      },
      ...(compared
        ? [
            { text: before === null ? '–' : <Money amount={before} />, csv: before ?? '' },
            { text: <Change now={amount} before={before} />, csv: changeText(locale, amount, before) },
          ]
        : []),
    ]),
  };
  return (
    <ChartView
      {...view}
      empty={items.length === 0}
      table={table}
      picture={
        <Bars items={items} beyond={beyond} total={total} currency={currency} top={top} compared={compared} />
      }
      legend={
        compared && items.length > 0
          ? [{ label: t('comparedWith', { days: beforeLabel }), color: 'var(--ink)', mark: 'tick' }]
          : []
      }
    >
      {children}
      <BreakdownBars
        items={items.map(
          ({ name, note, ...item }): BreakdownItem => ({
            ...item,
            before: compared ? (item.before ?? null) : null,
            label: note ? (
              <span className="inline-flex min-w-0 max-w-full items-baseline gap-2">
                <span className="truncate">{name}</span>
                {note}
              </span>
            ) : (
              name
            ),
          }),
        )}
        beyond={beyond && beyond.count > 0 ? beyond : undefined}
        currency={currency}
        top={top}
        className="-mx-2"
      />
    </ChartView>
  );
}

const ROW = 40;

/** The same bars as a drawing. */
function Bars({
  items,
  beyond,
  total,
  currency,
  top,
  compared,
}: Required<Pick<BreakdownChartProps, 'items' | 'currency' | 'top'>> & {
  beyond: BreakdownChartProps['beyond'];
  total: string;
  compared: boolean;
}) {
  const t = useTranslations('common.chart');
  const locale = useLocale();
  const [ref, width] = useWidth<HTMLDivElement>();
  const shown = items.length > top + 1 ? items.slice(0, top) : items;
  const rest = restOf(items.slice(shown.length), beyond);
  const rows = [
    ...shown.map((item) => ({ ...item, color: 'var(--chart-1)' })),
    ...(rest ? [{ ...rest, id: 'other', name: t('other', { count: rest.count }), color: otherColor }] : []),
  ];
  const most = Math.max(
    0,
    ...shown.flatMap(({ amount, before }) => [amount, before ?? '0'].map(toDrawingNumber)),
  );
  const size = width ?? 0;
  const long = (amount: string) =>
    most > 0 ? Math.max(0, Math.min(1, toDrawingNumber(amount) / most) * size) : 0;
  const letters = Math.floor((size - 320) / 7);
  return (
    <div ref={ref}>
      <svg
        aria-hidden
        width={size}
        height={rows.length * ROW}
        viewBox={`0 0 ${size} ${Math.max(1, rows.length * ROW)}`}
      >
        {rows.map(({ id, name, amount, before = null, color }, index) => {
          const y = index * ROW;
          const share = formatBasisPoints(locale, shareOf(amount, total) ?? 0, true);
          const change = compared ? changeText(locale, amount, before) : '';
          return (
            <g key={id}>
              <text {...textLook} fontSize={13} fill="var(--ink)" x={0} y={y + 16}>
                {name.length > letters ? `${name.slice(0, letters - 1)}…` : name}
              </text>
              <text {...textLook} fontSize={13} fill="var(--ink)" x={size - 112} y={y + 16} textAnchor="end">
                {`${currency} ${formatMoney(locale, amount)}`}
              </text>
              <text {...textLook} x={size - 64} y={y + 16} textAnchor="end">
                {share}
              </text>
              <text {...textLook} x={size} y={y + 16} textAnchor="end">
                {change}
              </text>
              <rect x={0} y={y + 23} width={size} height={6} rx={3} fill="var(--quota-track)" />
              <rect x={0} y={y + 23} width={long(amount)} height={6} rx={3} fill={color} />
              {compared && before !== null && long(before) > 0 ? (
                <rect x={long(before) - 1} y={y + 21} width={2} height={10} fill="var(--ink)" />
              ) : null}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
