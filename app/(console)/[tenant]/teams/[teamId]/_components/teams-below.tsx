'use client';
import { useQuery } from '@tanstack/react-query';
import { FolderTree, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TeamDialog } from '#app/(console)/[tenant]/teams/_components/team-dialogs.tsx';
import { TeamTree } from '#app/(console)/[tenant]/teams/_components/team-tree.tsx';
import { shownTeams, withBelow } from '#app/(console)/[tenant]/teams/_components/tree.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import type { TeamDetailOut } from '#server/teams/schema.ts';

type TeamsBelowProps = { team: TeamDetailOut; onDialog: (dialog: TeamDialog) => void };

/** The part of the tree that is below this team, as if it began here. */
export function TeamsBelow({ team, onDialog }: TeamsBelowProps) {
  const t = useTranslations('teams');
  const list = useQuery(useTRPC().teams.list.queryOptions());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const below = withBelow(list.data?.items ?? [], team.id)
    .filter(({ id }) => id !== team.id)
    .map((each) => ({ ...each, depth: each.depth - team.depth }));
  if (below.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<FolderTree />}
          title={t('page.noTeams')}
          action={
            <Can permission="team:update">
              <Button onClick={() => onDialog({ kind: 'create', team })}>
                <Plus aria-hidden />
                {t('actions.below')}
              </Button>
            </Can>
          }
        >
          {t('page.noTeamsBody')}
        </EmptyState>
      </Card>
    );
  }
  const open = (id: string, isOpen: boolean) =>
    setClosed((known) => new Set(isOpen ? [...known].filter((each) => each !== id) : [...known, id]));
  return (
    <TeamTree
      rows={shownTeams(below, { query: '', closed })}
      onOpen={open}
      onDialog={(dialog) => onDialog(dialog)}
    />
  );
}
