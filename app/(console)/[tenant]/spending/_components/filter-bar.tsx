'use client';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { FilterChip } from '#components/data-table/filter-chip.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { CompareMenu } from './compare-menu.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { useFilterViews } from './use-filter-views.tsx';
import type { SpendingState } from './use-spending-state.ts';

/** What the whole page is about; every figure, chart and row below follows it. */
export function FilterBar({ state }: { state: SpendingState }) {
  const { table, range, today, setRange } = state;
  const t = useTranslations('table');
  const words = useTranslations('spending.filters');
  const views = useFilterViews(state.filters);
  const [editing, setEditing] = useState<string | null>(null);
  const set = views.filter(({ id }) => table.state.filters[id] !== undefined || id === editing);
  const rest = views.filter((view) => !set.includes(view));
  const add = (view: FilterView) => {
    if (view.id === 'unattributed') table.setFilter(view.id, { kind: 'flag', on: true });
    else setEditing(view.id);
  };
  const filtered = Object.keys(table.state.filters).some((id) => id !== 'days');
  return (
    <search aria-label={words('label')} className="flex flex-wrap items-center gap-2">
      <PeriodPicker range={range} today={today} onChange={setRange} />
      <CompareMenu state={state} />
      {set.map((view) => (
        <FilterChip
          key={view.id}
          view={view}
          definition={table.definition.filters?.find((known) => known.id === view.id)}
          value={table.state.filters[view.id] ?? null}
          open={editing === view.id}
          onOpenChange={(open) => setEditing(open ? view.id : null)}
          onChange={(value) => {
            table.setFilter(view.id, value);
            setEditing(null);
          }}
        />
      ))}
      {rest.length > 0 ? <AddFilter views={rest} onAdd={add} bare={set.length === 0} /> : null}
      {filtered ? (
        <Button
          variant="link"
          size="inline"
          onClick={() => {
            const { days } = table.state.filters;
            table.clear();
            if (days) table.setFilter('days', days);
          }}
        >
          {t('clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}

type AddFilterProps = { views: readonly FilterView[]; onAdd: (view: FilterView) => void; bare: boolean };

function AddFilter({ views, onAdd, bare }: AddFilterProps) {
  const t = useTranslations('table');
  // The chip opens once the menu has let go of the focus; earlier, the menu's closing would close it again.
  const chosen = useRef<FilterView | null>(null);
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" aria-label={t('addFilter')}>
          <ListFilter aria-hidden />
          {bare ? t('filter') : null}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        onCloseAutoFocus={(event) => {
          if (!chosen.current) return;
          event.preventDefault();
          onAdd(chosen.current);
          chosen.current = null;
        }}
      >
        {views.map((view) => (
          <DropdownMenuItem
            key={view.id}
            onSelect={() => {
              chosen.current = view;
            }}
          >
            {view.icon}
            {view.label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
