'use client';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Money } from '#components/money.tsx';
import { Card } from '#components/ui/card.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { ExportButton } from './export-button.tsx';
import { SpendingList } from './spending-list.tsx';
import { type Group, groups } from './spending-table.ts';
import { type Step, TreeLevel } from './tree-level.tsx';
import { useBreakdown } from './use-figures.ts';
import { useOpenRows } from './use-open-rows.ts';
import type { SpendingState } from './use-spending-state.ts';

/** What opens below a row of each grouping, level by level. */
const levels: Record<Exclude<Group, 'record'>, readonly [Step, ...Step[]]> = {
  project: ['project', 'product', 'day'],
  product: ['product', 'project', 'day'],
  subAccount: ['subAccount', 'project', 'product', 'day'],
  cloudAccount: ['cloudAccount', 'project', 'product', 'day'],
  day: ['day', 'project', 'product'],
};

/** The same spending as rows: added up the way the reader wants, each row open to what it consists of, or record by record. */
export function SpendingTree({ state }: { state: SpendingState }) {
  const { group } = state;
  const tools = { groups: <GroupControl state={state} />, totals: <Totals state={state} /> };
  return group === 'record' ? (
    <SpendingList state={state} {...tools} />
  ) : (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b p-2 sm:px-3">
        {tools.groups}
        <div className="ml-auto flex items-center gap-2">{tools.totals}</div>
      </div>
      <TreeTable key={group} state={state} steps={levels[group]} />
    </Card>
  );
}

function GroupControl({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.list');
  return (
    <SegmentedControl
      label={t('group')}
      value={state.group}
      onValueChange={state.setGroup}
      segments={groups.map((value) => ({ value, label: t(`by.${value}`) }))}
      className="max-w-full overflow-x-auto [&>*]:shrink-0"
    />
  );
}

function Totals({ state }: { state: SpendingState }) {
  const t = useTranslations('spending.list');
  const { currency } = useTenant();
  const whole = useBreakdown({ ...state, by: 'project' }).data;
  return (
    <>
      {whole ? (
        <span className="flex items-baseline gap-1.5 text-sm text-soft">
          {t('total')}
          <Money amount={whole.amount} currency={currency} className="font-medium text-ink" />
        </span>
      ) : null}
      <ExportButton state={state} />
    </>
  );
}

function TreeTable({ state: whole, steps }: { state: SpendingState; steps: readonly [Step, ...Step[]] }) {
  const t = useTranslations('spending');
  const total = useBreakdown({ ...whole, by: 'project' }).data?.amount ?? '0';
  const open = useOpenRows();
  const [first] = steps;
  // Single days are compared with nothing.
  const state = first === 'day' ? { ...whole, before: null } : whole;
  const head = 'h-9 whitespace-nowrap px-3 font-medium text-soft text-xs';
  return (
    <div className="overflow-x-auto">
      <table aria-label={t('list.title')} className="w-full border-collapse text-left text-sm">
        <thead className="border-line border-b">
          <tr>
            <th scope="col" className={`${head} pl-4`}>
              {t(`columns.${first}`)}
            </th>
            <th scope="col" className={`${head} w-24 text-right max-sm:hidden`}>
              {t('columns.rows')}
            </th>
            <th scope="col" className={`${head} w-40 text-right`}>
              {t('columns.amount')}
            </th>
            <th scope="col" className={`${head} w-40 text-right max-md:w-16`}>
              {t('columns.share')}
            </th>
            {state.before ? (
              <th scope="col" className={`${head} w-28 pr-4 text-right max-sm:hidden`}>
                {t('columns.change')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          <TreeLevel
            state={state}
            steps={steps}
            filters={state.filters}
            total={total}
            path={{}}
            level={0}
            place={null}
            open={open}
          />
        </tbody>
      </table>
    </div>
  );
}
