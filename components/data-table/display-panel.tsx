'use client';
import { ChevronDown, ChevronUp, GripVertical, Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { moveColumn, switchColumn } from './column-order.ts';
import type { TableControl } from './use-table-state.ts';

export type DisplayPanelProps = {
  table: TableControl;
  columns: readonly { readonly id: string; readonly header: string }[];
};

/** Row height and the columns: ticked, dragged, or moved with the arrows. */
export function DisplayPanel({ table, columns }: DisplayPanelProps) {
  const t = useTranslations('table');
  return (
    <>
      <div className="flex items-center justify-between gap-3 border-line border-b px-3 py-2.5">
        <span className="text-sm text-soft">{t('density')}</span>
        <SegmentedControl
          label={t('density')}
          value={table.state.density}
          onValueChange={table.setDensity}
          segments={[
            { value: 'comfortable', label: t('comfortable') },
            { value: 'compact', label: t('compact') },
          ]}
        />
      </div>
      <ColumnList table={table} columns={columns} />
      <div className="flex items-center justify-between gap-3 border-line border-t px-3 py-2">
        <span className="text-faint text-xs">{t('keptForYou')}</span>
        <Button variant="ghost" size="sm" onClick={() => table.setColumns(null)}>
          {t('resetColumns')}
        </Button>
      </div>
    </>
  );
}

function ColumnList({ table, columns }: DisplayPanelProps) {
  const t = useTranslations('table');
  const hintId = useId();
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const shown = table.state.columns;
  const all = table.definition.columns.map((column) => column.id);
  const fixed = table.definition.columns.flatMap((column) => (column.fixed ? column.id : []));
  const headerOf = (id: string) => columns.find((column) => column.id === id)?.header ?? '';
  const hidden = all.filter((id) => !shown.includes(id) && headerOf(id) !== '');
  const movable = shown.filter((id) => !fixed.includes(id));

  const move = (id: string, by: number) => {
    const next = moveColumn(shown, fixed, id, by);
    if (next.join() === shown.join()) return;
    table.setColumns(next);
    const place = next.filter((each) => !fixed.includes(each)).indexOf(id) + 1;
    setSaid(t('columnMoved', { name: headerOf(id), place, count: movable.length }));
    // The row goes elsewhere with its focus.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-column="${id}"] [data-handle]`)?.focus(),
    );
  };
  const press = (id: string) => (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(id, by);
  };
  const drop = (target: string) => {
    if (dragged && dragged !== target && movable.includes(target))
      move(dragged, movable.indexOf(target) - movable.indexOf(dragged));
    setDragged(null);
  };

  return (
    <>
      <p id={hintId} className="px-3 pt-2.5 pb-1 text-faint text-xs">
        {t('columnsHint')}
      </p>
      <ul ref={list} aria-label={t('columns')} className="max-h-80 overflow-y-auto px-1.5 pb-1.5">
        {fixed.map((id) => (
          <li key={id} className="flex h-8 items-center gap-2 px-1.5 text-sm text-soft">
            <Lock aria-hidden className="size-3.5 text-faint" />
            <span className="min-w-0 flex-1 truncate">{headerOf(id)}</span>
            <span className="text-faint text-xs">{t('alwaysShown')}</span>
          </li>
        ))}
        {[...movable, ...hidden].map((id) => {
          const on = movable.includes(id);
          const place = movable.indexOf(id);
          return (
            <li
              key={id}
              data-column={id}
              draggable={on}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                // Some browsers drag nothing that carries nothing.
                event.dataTransfer.setData('text/plain', id);
                setDragged(id);
              }}
              onDragOver={(event) => dragged && event.preventDefault()}
              onDrop={() => drop(id)}
              onDragEnd={() => setDragged(null)}
              className={cn(
                'group flex h-8 items-center gap-2 rounded-md px-1.5 text-sm hover:bg-hover',
                dragged === id && 'opacity-50',
              )}
            >
              <button
                type="button"
                data-handle
                disabled={!on}
                aria-label={t('moveColumn', { name: headerOf(id) })}
                aria-describedby={hintId}
                onKeyDown={press(id)}
                className="cursor-grab rounded-sm text-faint disabled:invisible"
              >
                <GripVertical aria-hidden className="size-3.5" />
              </button>
              <label htmlFor={`${hintId} ${id}`} className="flex h-full min-w-0 flex-1 items-center gap-2">
                <Checkbox
                  id={`${hintId} ${id}`}
                  checked={on}
                  onCheckedChange={(next) => table.setColumns(switchColumn(shown, all, id, next === true))}
                />
                <span className={cn('truncate', !on && 'text-soft')}>{headerOf(id)}</span>
              </label>
              {on ? (
                <span className="flex opacity-0 focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
                  <Arrow
                    label={t('columnUp', { name: headerOf(id) })}
                    off={place === 0}
                    onPress={() => move(id, -1)}
                  >
                    <ChevronUp aria-hidden className="size-3.5" />
                  </Arrow>
                  <Arrow
                    label={t('columnDown', { name: headerOf(id) })}
                    off={place === movable.length - 1}
                    onPress={() => move(id, 1)}
                  >
                    <ChevronDown aria-hidden className="size-3.5" />
                  </Arrow>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

type ArrowProps = { label: string; off: boolean; onPress: () => void; children: ReactNode };

function Arrow({ label, off, onPress, children }: ArrowProps) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      disabled={off}
      onClick={onPress}
      className="size-6"
    >
      {children}
    </Button>
  );
}
