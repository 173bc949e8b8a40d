'use client';
import { useTranslations } from 'next-intl';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { filterOptions } from './filter-values.ts';
import type { FilterView } from './types.ts';
import type { TableControl } from './use-table-state.ts';

const ALL = 'all';

/** One filter as tabs: one value or all. With several values none of the tabs is on; the chip says which. */
export function QuickFilter({ table, view }: { table: TableControl; view: FilterView }) {
  const t = useTranslations('table');
  const chosen = filterOptions(table.state, view.id) ?? [];
  return (
    <div className="max-w-full overflow-x-auto max-sm:order-first max-sm:w-full">
      <SegmentedControl
        label={view.label}
        value={chosen.length > 1 ? 'several' : (chosen[0] ?? ALL)}
        onValueChange={(value) =>
          table.setFilter(view.id, value === ALL ? null : { kind: 'options', values: [value] })
        }
        segments={[
          { value: ALL, label: t('everything') },
          ...(view.options ?? []).map(({ value, label, count }) => ({
            value,
            label: count ? (
              <>
                {label}
                <span className="text-faint tabular-nums">{count}</span>
              </>
            ) : (
              label
            ),
          })),
        ]}
      />
    </div>
  );
}
