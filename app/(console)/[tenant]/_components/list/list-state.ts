import { redirect } from 'next/navigation';
import { queryClient, trpcFor } from '#app/trpc/server.tsx';
import type { TableDefinition, TableState } from '#components/data-table/definition.ts';
import { isPlain, readTableState, viewChanges } from '#components/data-table/table-state.ts';

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The state of a list page on the server. Whoever chose a view to begin with is sent to its address when they come
 * without one, so that what is shown always stands in the address.
 */
export async function listState(
  tenant: string,
  path: string,
  definition: TableDefinition,
  searchParams: SearchParams,
): Promise<TableState> {
  if (isPlain(definition, searchParams)) {
    const { items, preferences } = await queryClient().fetchQuery(
      trpcFor(tenant).views.list.queryOptions({}),
    );
    const first = preferences.find(({ table }) => table === definition.name)?.defaultViewId;
    const view = items.find(({ id }) => id === first);
    if (view) {
      const parts = Object.entries(viewChanges(definition, view.state));
      const query = new URLSearchParams(parts.flatMap(([name, text]) => (text ? [[name, text]] : [])));
      query.set('view', view.id);
      redirect(`/${tenant}/${path}?${query}`);
    }
  }
  return readTableState(definition, searchParams);
}
