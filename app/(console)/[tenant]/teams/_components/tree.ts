import type { TeamOut } from '#server/teams/schema.ts';

type Placed = Pick<TeamOut, 'id' | 'name' | 'parentId'> & { lead?: boolean };

export type TreeRow<Team> = {
  team: Team;
  /** Whether it has teams below it that can be shown. */
  hasBelow: boolean;
  isOpen: boolean;
  /** False for teams that are only on the way to one that was searched for. */
  isMatch: boolean;
  /** Where the reader's lead begins; below it, it goes without saying. */
  leadsFrom: boolean;
};

/**
 * The teams that are to be drawn, from the top down; `teams` come in that order. A search shows what matches and the way
 * to it, whatever is closed.
 */
export function shownTeams<Team extends Placed>(
  teams: readonly Team[],
  { query, closed }: { query: string; closed: ReadonlySet<string> },
): TreeRow<Team>[] {
  const words = query.trim().toLowerCase();
  const matches = new Set(teams.filter(({ name }) => name.toLowerCase().includes(words)).map(({ id }) => id));
  const onTheWay = new Set([...matches].flatMap((id) => lineOf(teams, id)));
  const parents = new Set(teams.map(({ parentId }) => parentId));
  const isHidden = (team: Team) =>
    words ? !onTheWay.has(team.id) : lineOf(teams, team.parentId).some((id) => closed.has(id));
  const shown = teams.filter((team) => !isHidden(team));
  const shownParents = new Set(shown.map(({ parentId }) => parentId));
  return shown.map((team) => ({
    team,
    hasBelow: parents.has(team.id),
    isOpen: words ? shownParents.has(team.id) : !closed.has(team.id),
    isMatch: matches.has(team.id),
    leadsFrom: team.lead === true && teams.find(({ id }) => id === team.parentId)?.lead !== true,
  }));
}

/** The ids from a team up to the top. */
function lineOf(teams: readonly Placed[], id: string | null): string[] {
  const line: string[] = [];
  for (let at = id; at !== null; ) {
    line.push(at);
    at = teams.find((team) => team.id === at)?.parentId ?? null;
  }
  return line;
}

/** A team and all that are below it. */
export function withBelow<Team extends Placed>(teams: readonly Team[], id: string): Team[] {
  return teams.filter((team) => lineOf(teams, team.id).includes(id));
}

export type Step = { focus: string } | { open: string } | { close: string } | null;

/** What a key does in the tree, with the row that has the focus; null where it does nothing. */
export function stepOf<Team extends Placed>(rows: readonly TreeRow<Team>[], id: string, key: string): Step {
  const at = rows.findIndex(({ team }) => team.id === id);
  const row = rows[at];
  if (!row) return null;
  const to = (index: number): Step => {
    const next = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    return next ? { focus: next.team.id } : null;
  };
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (!row.hasBelow) return null;
      return row.isOpen ? to(at + 1) : { open: id };
    case 'ArrowLeft':
      if (row.hasBelow && row.isOpen) return { close: id };
      return rows.some(({ team }) => team.id === row.team.parentId)
        ? { focus: row.team.parentId ?? id }
        : null;
    default:
      return null;
  }
}
