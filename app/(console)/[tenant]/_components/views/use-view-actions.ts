'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { viewParts } from '#components/data-table/table-state.ts';
import type { TableControl } from '#components/data-table/use-table-state.ts';
import { toast } from '#components/ui/toast.tsx';
import { viewTables } from '#lib/view-tables.ts';
import type { ViewOut } from '#server/views/schema.ts';

/** Everything that can be done with the views of one table; each change is on the server before it is on the screen. */
export function useViewActions(table: TableControl) {
  const t = useTranslations('table.views.done');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const { definition, state } = table;
  const name = viewTables.find((known) => known === definition.name);
  const onSettled = () => queries.invalidateQueries(trpc.views.list.pathFilter());
  const create = useMutation(
    trpc.views.create.mutationOptions({
      onSettled,
      onSuccess: (view) => {
        table.nameView(view.id);
        toast.success(t('saved', { name: view.name }));
      },
    }),
  );
  const update = useMutation(trpc.views.update.mutationOptions({ onSettled }));
  const remove = useMutation(
    trpc.views.delete.mutationOptions({
      onSettled,
      onError,
      onSuccess: () => {
        table.nameView(null);
        toast.success(t('deleted'));
      },
    }),
  );
  const prefer = useMutation(
    trpc.views.setPreference.mutationOptions({
      onSettled,
      onError,
      onSuccess: ({ defaultViewId }) => toast.success(t(defaultViewId ? 'default' : 'noDefault')),
    }),
  );
  return {
    create,
    update,
    /** Saves what is shown under a new name. */
    save: (input: { name: string; shared: boolean }, onDone: () => void) =>
      name &&
      create.mutate({ table: name, ...input, state: viewParts(definition, state) }, { onSuccess: onDone }),
    rename: (view: ViewOut, input: { name: string; shared: boolean }, onDone: () => void) =>
      update.mutate(
        { viewId: view.id, ...input },
        {
          onSuccess: (changed) => {
            toast.success(t('renamed', { name: changed.name }));
            onDone();
          },
        },
      ),
    /** Takes what is shown into the view. */
    take: (view: ViewOut) =>
      update.mutate(
        { viewId: view.id, state: viewParts(definition, state) },
        { onError, onSuccess: () => toast.success(t('updated', { name: view.name })) },
      ),
    remove: (view: ViewOut) => remove.mutate({ viewId: view.id }),
    startWith: (view: ViewOut | null) =>
      name && prefer.mutate({ table: name, defaultViewId: view?.id ?? null }),
  };
}
