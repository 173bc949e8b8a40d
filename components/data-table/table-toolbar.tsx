'use client';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { FilterValue } from './definition.ts';
import { DisplayMenu } from './display-menu.tsx';
import { FilterChip } from './filter-chip.tsx';
import { QuickFilter } from './quick-filter.tsx';
import { SearchBox } from './search-box.tsx';
import type { Column, FilterView } from './types.ts';
import type { TableControl } from './use-table-state.ts';

type TableToolbarProps<Row> = {
  table: TableControl;
  columns: readonly Column<Row>[];
  filters: readonly FilterView[];
  searchBox: RefObject<HTMLInputElement | null>;
  searchPlaceholder: string | undefined;
  exportSlot: ReactNode;
  viewsSlot: ReactNode;
};

export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const { table, filters } = props;
  const t = useTranslations('table');
  const [editing, setEditing] = useState<string | null>(null);
  // The chip opens once the menu has let go of the focus; earlier, the menu's closing would close it again.
  const chosen = useRef<string | null>(null);
  const editChosen = (event: Event) => {
    if (chosen.current === null) return;
    event.preventDefault();
    setEditing(chosen.current);
    chosen.current = null;
  };
  const chosenOf = (filter: FilterView) => table.state.filters[filter.id] ?? null;
  const shown = filters.filter((filter) => filter.id === editing || needsChip(filter, chosenOf(filter)));
  const rest = filters.filter((filter) => !shown.includes(filter));
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b p-2 pl-3 max-sm:pl-2">
      {props.viewsSlot}
      {filters
        .filter((filter) => filter.quick)
        .map((filter) => (
          <QuickFilter key={filter.id} table={table} view={filter} />
        ))}
      {props.searchPlaceholder ? (
        <SearchBox
          table={table}
          box={props.searchBox}
          placeholder={props.searchPlaceholder}
          // With nothing else to choose from, it shares its line with the buttons on a phone too.
          className={filters.length > 0 || props.viewsSlot ? 'max-sm:w-full' : 'max-sm:w-auto max-sm:flex-1'}
        />
      ) : null}
      {shown.map((filter) => (
        <FilterChip
          key={filter.id}
          view={filter}
          definition={table.definition.filters?.find((known) => known.id === filter.id)}
          value={chosenOf(filter)}
          open={editing === filter.id}
          onOpenChange={(open) => setEditing(open ? filter.id : null)}
          onChange={(value) => table.setFilter(filter.id, value)}
        />
      ))}
      {rest.length > 0 ? (
        <DropdownMenu modal={false}>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" aria-label={t('addFilter')}>
              <ListFilter aria-hidden />
              {shown.length === 0 ? t('filter') : null}
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start" onCloseAutoFocus={editChosen}>
            {rest.map((filter) => (
              <DropdownMenuItem
                key={filter.id}
                onSelect={() => {
                  chosen.current = filter.id;
                }}
              >
                {filter.icon}
                {filter.label}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
      {shown.some((filter) => chosenOf(filter) !== null) ? (
        <Button variant="link" size="inline" onClick={table.clear}>
          {t('clearFilters')}
        </Button>
      ) : null}
      <div className="ml-auto flex items-center gap-2">
        {props.exportSlot}
        <DisplayMenu table={table} columns={props.columns} />
      </div>
    </div>
  );
}

/** Tabs say one value themselves; only several of them need to be read elsewhere. */
function needsChip(filter: FilterView, value: FilterValue | null): boolean {
  if (value === null) return false;
  return !filter.quick || (value.kind === 'options' && value.values.length > 1);
}
