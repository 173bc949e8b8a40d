'use client';
import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { Column } from './types.ts';
import type { TableControl } from './use-table-state.ts';

/** Row height and columns. */
export function ViewMenu<Row>({ table, columns }: { table: TableControl; columns: readonly Column<Row>[] }) {
  const t = useTranslations('table');
  const shown = table.state.columns;
  const free = columns.filter(
    (column) => !table.definition.columns.some((known) => known.id === column.id && known.fixed),
  );
  const toggle = (id: string, on: boolean) => {
    // A column that comes back takes its old place in the row.
    const wanted = columns
      .map((column) => column.id)
      .filter((known) => (known === id ? on : shown.includes(known)));
    table.setColumns(wanted);
  };
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button size="icon" aria-label={t('view')}>
          <SlidersHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-52">
        <DropdownMenuLabel>{t('density')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={table.state.density}
          onValueChange={(value) => table.setDensity(value === 'compact' ? 'compact' : 'comfortable')}
        >
          <DropdownMenuRadioItem value="comfortable">{t('comfortable')}</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="compact">{t('compact')}</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t('columns')}</DropdownMenuLabel>
        {free.map((column) => (
          <DropdownMenuCheckboxItem
            key={column.id}
            checked={shown.includes(column.id)}
            onCheckedChange={(on) => toggle(column.id, on)}
            onSelect={(event) => event.preventDefault()}
          >
            {column.header}
          </DropdownMenuCheckboxItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => table.setColumns(null)} className="pl-8">
          {t('resetColumns')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
