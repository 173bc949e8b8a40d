'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TeamOut } from '#server/teams/schema.ts';
import { NO_TEAM } from './no-team.ts';
import { TeamPicker } from './team-picker.tsx';
import { withBelow } from './tree.ts';
import { useRefreshTeams, useTeams } from './use-teams.ts';

/** Says what moves along and who will see it, and asks for the new place. */
export function MoveTeam({ team, onClose }: { team: TeamOut; onClose: () => void }) {
  const t = useTranslations('teams.move');
  const picker = useTranslations('teams.picker');
  const cancel = useTranslations('common.actions')('cancel');
  const { teams } = useTeams();
  const refresh = useRefreshTeams();
  const current = team.parentId ?? NO_TEAM;
  const [place, setPlace] = useState(current);
  const { id: teamId, name } = team;
  const inside = new Set(withBelow(teams ?? [], teamId).map(({ id }) => id));
  const move = useMutation(
    useTRPC().teams.move.mutationOptions({
      onSuccess: async () => {
        toast.success(t('done', { name }));
        onClose();
        await refresh();
      },
    }),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && !move.isPending && onClose()}>
      <DialogContent
        title={t('title', { name })}
        description={t('body', { name })}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={move.isPending}>{cancel}</Button>
            </DialogClose>
            <Button
              variant="primary"
              disabled={place === current}
              pending={move.isPending}
              onClick={() => move.mutate({ teamId, parentId: place === NO_TEAM ? null : place })}
            >
              {t('action')}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <FormField label={t('parent')}>
            <TeamPicker
              teams={teams}
              value={place}
              none={picker('top')}
              onPick={setPlace}
              shut={({ id }) => (inside.has(id) ? t('inside', { name }) : null)}
            />
          </FormField>
          {move.isError ? <ProblemPanel error={move.error} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
