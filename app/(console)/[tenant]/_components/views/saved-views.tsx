'use client';
import {
  ChevronDown,
  Layers,
  Pencil,
  Pin,
  PinOff,
  RotateCcw,
  Save,
  SquarePlus,
  Trash2,
  Users,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCan } from '#components/can.tsx';
import { showsView } from '#components/data-table/table-state.ts';
import { NO_VIEW, type TableControl } from '#components/data-table/use-table-state.ts';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import type { ViewOut } from '#server/views/schema.ts';
import { useViewActions } from './use-view-actions.ts';
import { useViews } from './views-provider.tsx';

const ViewDialog = lateComponent(() => import('./view-dialog.tsx').then((m) => m.ViewDialog));

type Asking = 'save' | 'rename' | 'delete' | null;

/** Looks at the table under names: one's own and those of the tenant, one of them to begin with. */
export function SavedViews({ table }: { table: TableControl }) {
  const t = useTranslations('table.views');
  const { definition, state } = table;
  const { views, defaultId } = useViews(definition.name ?? '');
  const actions = useViewActions(table);
  const mayShare = useCan('view:share');
  const [asking, setAsking] = useState<Asking>(null);
  const current = views.find(({ id }) => id === state.view);
  const changed = current !== undefined && !showsView(definition, state, current.state);
  const mayChange = current !== undefined && (current.shared ? mayShare : current.own);
  const show = (id: string) => table.showView(views.find((view) => view.id === id) ?? null);
  const groups = [
    { id: 'own' as const, views: views.filter((view) => !view.shared) },
    { id: 'shared' as const, views: views.filter((view) => view.shared) },
  ];
  return (
    <>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button
            className="max-w-60"
            aria-label={current ? t('current', { name: current.name }) : undefined}
          >
            <Layers aria-hidden className="text-faint" />
            <span className="truncate">{current?.name ?? t('title')}</span>
            {changed ? (
              <span title={t('changed')} className="size-1.5 shrink-0 rounded-full bg-accent">
                <span className="sr-only">{t('changed')}</span>
              </span>
            ) : null}
            <ChevronDown aria-hidden className="size-3.5 text-faint" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-72">
          <DropdownMenuRadioGroup value={current?.id ?? NO_VIEW} onValueChange={show}>
            <DropdownMenuRadioItem value={NO_VIEW}>{t('all')}</DropdownMenuRadioItem>
            {groups
              .filter((group) => group.views.length > 0)
              .map((group) => (
                <div key={group.id}>
                  <DropdownMenuLabel>{t(group.id)}</DropdownMenuLabel>
                  {group.views.map((view) => (
                    <ViewItem key={view.id} view={view} first={view.id === defaultId} />
                  ))}
                </div>
              ))}
          </DropdownMenuRadioGroup>
          <DropdownMenuSeparator />
          {changed && current ? (
            <>
              <DropdownMenuItem disabled={!mayChange} onSelect={() => actions.take(current)}>
                <Save aria-hidden />
                <span className="truncate">{t('update', { name: current.name })}</span>
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => show(current.id)}>
                <RotateCcw aria-hidden />
                {t('revert')}
              </DropdownMenuItem>
            </>
          ) : null}
          <DropdownMenuItem onSelect={() => setAsking('save')}>
            <SquarePlus aria-hidden />
            {t('save')}
          </DropdownMenuItem>
          {current ? (
            <>
              <DropdownMenuItem onSelect={() => actions.startWith(current.id === defaultId ? null : current)}>
                {current.id === defaultId ? <PinOff aria-hidden /> : <Pin aria-hidden />}
                {t(current.id === defaultId ? 'noDefault' : 'default')}
              </DropdownMenuItem>
              <DropdownMenuSeparator />
              <DropdownMenuItem disabled={!mayChange} onSelect={() => setAsking('rename')}>
                <Pencil aria-hidden />
                {t('rename')}
              </DropdownMenuItem>
              <DropdownMenuItem danger disabled={!mayChange} onSelect={() => setAsking('delete')}>
                <Trash2 aria-hidden />
                {t('delete')}
              </DropdownMenuItem>
              {mayChange ? null : (
                <p className="px-2 py-1.5 text-pretty text-faint text-xs">{t('notYours')}</p>
              )}
            </>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {asking === 'save' ? (
        <ViewDialog
          title={t('saveTitle')}
          pending={actions.create.isPending}
          error={actions.create.error}
          onSubmit={(input) => actions.save(input, () => setAsking(null))}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'rename' && current ? (
        <ViewDialog
          title={t('renameTitle')}
          view={current}
          pending={actions.update.isPending}
          error={actions.update.error}
          onSubmit={(input) => actions.rename(current, input, () => setAsking(null))}
          onClose={() => setAsking(null)}
        />
      ) : null}
      <AlertDialog open={asking === 'delete'} onOpenChange={(open) => !open && setAsking(null)}>
        <AlertDialogContent
          title={t('deleteTitle', { name: current?.name ?? '' })}
          description={t(current?.shared ? 'deleteShared' : 'deleteOwn')}
          action={t('deleteAction')}
          danger
          onAction={() => current && actions.remove(current)}
        />
      </AlertDialog>
    </>
  );
}

function ViewItem({ view, first }: { view: ViewOut; first: boolean }) {
  const t = useTranslations('table.views');
  return (
    <DropdownMenuRadioItem value={view.id}>
      <span className="min-w-0 flex-1 truncate" title={view.name}>
        {view.name}
      </span>
      {view.shared && !view.own && view.owner ? (
        <span className="max-w-24 truncate text-faint text-xs">{view.owner}</span>
      ) : null}
      {view.shared ? <Users aria-hidden className="size-3.5 text-faint" /> : null}
      {first ? (
        <>
          <Pin aria-hidden className="size-3.5 text-accent-ink" />
          <span className="sr-only">{t('isDefault')}</span>
        </>
      ) : null}
    </DropdownMenuRadioItem>
  );
}
