'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TeamOut } from '#server/teams/schema.ts';
import { NO_TEAM } from './no-team.ts';
import { TeamPicker } from './team-picker.tsx';
import { withBelow } from './tree.ts';
import { useRefreshTeams, useTeams } from './use-teams.ts';

type DeleteTeamProps = {
  team: TeamOut;
  onClose: () => void;
  /** After it is gone. */
  onDeleted?: (() => void) | undefined;
};

/** Says what goes and what moves, and asks where to. */
export function DeleteTeam({ team, onClose, onDeleted }: DeleteTeamProps) {
  const t = useTranslations('teams.remove');
  const move = useTranslations('teams.move');
  const picker = useTranslations('teams.picker');
  const { teams } = useTeams();
  const refresh = useRefreshTeams();
  const [moveTo, setMoveTo] = useState(team.parentId ?? NO_TEAM);
  const { id: teamId, name, own } = team;
  const below = (teams ?? []).filter(({ parentId }) => parentId === teamId).length;
  const inside = new Set(withBelow(teams ?? [], teamId).map(({ id }) => id));
  const holds = below + own.subAccounts + own.keys > 0;
  const remove = useMutation(
    useTRPC().teams.delete.mutationOptions({
      onSuccess: async () => {
        toast.success(t('done', { name }));
        onClose();
        onDeleted?.();
        await refresh();
      },
      // Something may have been put into it meanwhile.
      onError: () => refresh(),
    }),
  );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      name={name}
      consequences={[
        ...(below > 0 ? [t('teams', { count: below })] : []),
        ...(own.subAccounts > 0 ? [t('subAccounts', { count: own.subAccounts })] : []),
        ...(own.keys > 0 ? [t('keys', { count: own.keys })] : []),
        ...(own.members > 0 ? [t('members', { count: own.members })] : []),
        ...(holds || own.members > 0 ? [] : [t('nothing')]),
      ]}
      action={t('action')}
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ teamId, ...(holds ? { moveTo } : {}) })}
      error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
    >
      {holds ? (
        <FormField label={t('moveTo')} required>
          <TeamPicker
            teams={teams}
            value={moveTo}
            none={below > 0 ? picker('top') : picker('none')}
            onPick={setMoveTo}
            shut={({ id }) => (inside.has(id) ? move('inside', { name }) : null)}
          />
        </FormField>
      ) : null}
    </ConfirmDestroy>
  );
}
