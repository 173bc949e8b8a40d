'use client';
import { useQuery } from '@tanstack/react-query';
import { FolderTree, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import type { TeamOut } from '#server/teams/schema.ts';
import { type TeamDialog, TeamDialogs } from './team-dialogs.tsx';
import { TeamSearch } from './team-search.tsx';
import { TeamTree } from './team-tree.tsx';
import { TeamsWaiting } from './teams-waiting.tsx';
import { shownTeams } from './tree.ts';

/** The tree of teams that the reader may see. */
export function TeamsView() {
  const trpc = useTRPC();
  const list = useQuery(trpc.teams.list.queryOptions(undefined, { refetchInterval: 30_000 }));
  const [dialog, setDialog] = useState<TeamDialog | null>(null);
  // The button in the page's header opens the same dialog, through the address.
  const [asked, setAsked] = useQueryState('new', parseAsString);
  const shown: TeamDialog | null = dialog ?? (asked === null ? null : { kind: 'create', team: null });
  const close = () => {
    setDialog(null);
    if (asked !== null) void setAsked(null);
  };
  if (!list.data) {
    return list.isError ? (
      <ProblemPanel error={list.error} onRetry={() => void list.refetch()} retrying={list.isRefetching} />
    ) : (
      <TeamsWaiting />
    );
  }
  const teams = list.data.items;
  return (
    <>
      {teams.length === 0 ? (
        <NoTeams onCreate={() => setDialog({ kind: 'create', team: null })} />
      ) : (
        <KnownTeams teams={teams} onDialog={setDialog} />
      )}
      <TeamDialogs dialog={shown} onClose={close} />
    </>
  );
}

type KnownTeamsProps = { teams: readonly TeamOut[]; onDialog: (dialog: TeamDialog) => void };

/** With the search over it; what is closed stays closed while one searches. */
function KnownTeams({ teams, onDialog }: KnownTeamsProps) {
  const t = useTranslations('teams');
  const [query, setQuery] = useQueryState('q', parseAsString.withDefault(''));
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = shownTeams(teams, { query, closed });
  const parents = new Set(teams.flatMap(({ parentId }) => parentId ?? []));
  const open = (id: string, isOpen: boolean) =>
    setClosed((known) => new Set(isOpen ? [...known].filter((each) => each !== id) : [...known, id]));
  const found = rows.filter(({ isMatch }) => isMatch).length;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <TeamSearch
          value={query}
          onChange={(value) => void setQuery(value || null)}
          label={t('search')}
          clear={t('clearSearch')}
        />
        <p role="status" className="text-faint text-sm tabular-nums">
          {query.trim() ? t('found', { count: found }) : t('count', { count: teams.length })}
        </p>
        {parents.size > 0 && !query.trim() ? (
          <div className="ml-auto flex gap-1 max-sm:ml-0">
            <Button
              variant="ghost"
              size="sm"
              disabled={closed.size === 0}
              onClick={() => setClosed(new Set())}
            >
              {t('expandAll')}
            </Button>
            <Button
              variant="ghost"
              size="sm"
              disabled={closed.size === parents.size}
              onClick={() => setClosed(parents)}
            >
              {t('collapseAll')}
            </Button>
          </div>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <Card>
          <p className="px-4 py-10 text-center text-sm text-soft">{t('noMatch', { query })}</p>
        </Card>
      ) : (
        <TeamTree rows={rows} onOpen={open} onDialog={onDialog} />
      )}
      <p className="text-faint text-xs max-md:hidden">{t('keysHint')}</p>
    </div>
  );
}

function NoTeams({ onCreate }: { onCreate: () => void }) {
  const t = useTranslations('teams.empty');
  return (
    <Card>
      <EmptyState
        icon={<FolderTree />}
        title={t('title')}
        action={
          <Can permission="team:update">
            <Button variant="primary" onClick={onCreate}>
              <Plus aria-hidden />
              {t('action')}
            </Button>
          </Can>
        }
      >
        {t('body')}
      </EmptyState>
    </Card>
  );
}
