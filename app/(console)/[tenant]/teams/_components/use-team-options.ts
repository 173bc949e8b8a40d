'use client';
import { NO_TEAM } from './no-team.ts';
import { useTeams } from './use-teams.ts';

/** For the filter of a list: no team, then all teams as the tree that they form. A team stands for those below it too. */
export function useTeamOptions(none: string) {
  const { teams } = useTeams();
  return [
    { value: NO_TEAM, label: none },
    ...(teams ?? []).map(({ id, name, path }) => ({
      value: id,
      label: [...path.map((above) => above.name), name].join(' / '),
    })),
  ];
}
