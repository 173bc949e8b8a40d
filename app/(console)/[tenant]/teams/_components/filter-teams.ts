import type { TableState } from '#components/data-table/definition.ts';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { isId } from '#lib/new-id.ts';
import { NO_TEAM } from './no-team.ts';

/** The chosen teams of a list's filter, `none` among them; what is no id falls out. */
export function filterTeams(state: TableState, id: string): string[] | undefined {
  const chosen = filterOptions(state, id)?.filter((value) => value === NO_TEAM || isId('team', value));
  return chosen && chosen.length > 0 ? chosen : undefined;
}
