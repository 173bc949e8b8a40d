'use client';
import { ListFilter, Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { FilterChip } from './filter-chip.tsx';
import type { Column, FilterView } from './types.ts';
import type { TableControl } from './use-table-state.ts';
import { ViewMenu } from './view-menu.tsx';

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
  const shown = filters.filter(
    (filter) => table.state.filters[filter.id] !== undefined || filter.id === editing,
  );
  const rest = filters.filter((filter) => !shown.includes(filter));
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b p-2 pl-3">
      {props.viewsSlot}
      {props.searchPlaceholder ? (
        <SearchBox table={table} box={props.searchBox} placeholder={props.searchPlaceholder} />
      ) : null}
      {shown.map((filter) => (
        <FilterChip
          key={filter.id}
          view={filter}
          definition={table.definition.filters?.find((known) => known.id === filter.id)}
          value={table.state.filters[filter.id] ?? null}
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
      {Object.keys(table.state.filters).length > 0 ? (
        <Button variant="link" size="inline" onClick={table.clear}>
          {t('clearFilters')}
        </Button>
      ) : null}
      <div className="ml-auto flex items-center gap-2">
        {props.exportSlot}
        <ViewMenu table={table} columns={props.columns} />
      </div>
    </div>
  );
}

type SearchBoxProps = { table: TableControl; box: RefObject<HTMLInputElement | null>; placeholder: string };

function SearchBox({ table, box, placeholder }: SearchBoxProps) {
  const t = useTranslations('table');
  const { search } = table.state;
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  // The address may change under us (back button, cleared filters): then it wins over what was typed.
  if (known !== search) {
    setKnown(search);
    if (text.trim() !== search) setText(search);
  }
  const { setSearch } = table;
  useEffect(() => {
    if (text.trim() === search) return;
    const timer = setTimeout(() => setSearch(text), 250);
    return () => clearTimeout(timer);
  });
  return (
    <div className="relative w-64 max-sm:w-full">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <Input
        ref={box}
        type="search"
        value={text}
        aria-label={t('search')}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text) setText('');
          else event.currentTarget.blur();
        }}
        className="peer px-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('clearSearch')}
          className="absolute top-0.5 right-0.5"
          onClick={() => setText('')}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      ) : (
        <Kbd
          aria-hidden
          className="pointer-events-none absolute top-1.5 right-1.5 peer-focus:hidden max-sm:hidden"
        >
          /
        </Kbd>
      )}
    </div>
  );
}
