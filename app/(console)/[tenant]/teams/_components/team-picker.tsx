'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SearchPicker } from '#app/(console)/[tenant]/sub-accounts/_components/search-picker.tsx';
import type { TeamOut } from '#server/teams/schema.ts';
import { NO_TEAM } from './no-team.ts';
import { shownTeams } from './tree.ts';

type TeamPickerProps = {
  teams: readonly TeamOut[] | undefined;
  /** The id of a team, or `none`; null while nothing is chosen. */
  value: string | null;
  onPick: (value: string) => void;
  /** What `none` means here: the top of the tree, or no team. */
  none: string;
  /** Why a team cannot be chosen; null where it can. */
  shut?: (team: TeamOut) => string | null;
};

const nothingClosed: ReadonlySet<string> = new Set();

/** Chooses a team, shown as the tree that it stands in. */
export function TeamPicker({ teams, value, onPick, none, shut = () => null }: TeamPickerProps) {
  const t = useTranslations('teams.picker');
  const [search, setSearch] = useState('');
  const chosen = value === NO_TEAM ? none : (teams?.find(({ id }) => id === value)?.name ?? null);
  const rows = teams && shownTeams(teams, { query: search, closed: nothingClosed });
  const isNoneShown = none.toLowerCase().includes(search.trim().toLowerCase());
  const items = rows?.map(({ team, isMatch }) => {
    const why = shut(team);
    return {
      value: team.id,
      title: <Indented depth={team.depth} name={team.name} />,
      disabled: why !== null || !isMatch,
      ...(why ? { hint: <Indented depth={team.depth} name={why} /> } : {}),
    };
  });
  return (
    <SearchPicker
      chosen={chosen}
      value={value}
      placeholder={t('choose')}
      searchLabel={t('search')}
      search={search}
      onSearch={setSearch}
      items={items && [...(isNoneShown ? [{ value: NO_TEAM, title: none }] : []), ...items]}
      onPick={onPick}
      empty={teams?.length === 0 ? t('empty') : t('noMatch')}
    />
  );
}

function Indented({ depth, name }: { depth: number; name: string }) {
  return <span style={{ paddingInlineStart: `${(depth - 1) * 12}px` }}>{name}</span>;
}
