'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { NO_TEAM } from '#app/(console)/[tenant]/teams/_components/no-team.ts';
import { TeamPicker } from '#app/(console)/[tenant]/teams/_components/team-picker.tsx';
import { useRefreshTeams, useTeams } from '#app/(console)/[tenant]/teams/_components/use-teams.ts';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';

type AssignTeamProps = { accounts: readonly SubAccountOut[]; onClose: () => void; onDone?: () => void };

const nothing = () => undefined;

/** Moves one or many sub-accounts to a team, or out of theirs. */
export function AssignTeam({ accounts, onClose, onDone = nothing }: AssignTeamProps) {
  const t = useTranslations('teams.assign');
  const picker = useTranslations('teams.picker');
  const client = useTRPCClient();
  const refresh = useRefreshTeams();
  const { teams } = useTeams();
  const [first] = accounts;
  const [team, setTeam] = useState<string | null>(
    accounts.length === 1 && first ? (first.team?.id ?? NO_TEAM) : null,
  );
  const isThere = (account: SubAccountOut) => (account.team?.id ?? NO_TEAM) === team;
  const targets = accounts.filter((account) => !isThere(account));
  return (
    <BulkDialog
      title={t('title', { count: accounts.length })}
      description={t('body')}
      targets={targets}
      leftAlone={
        team === null || accounts.length === 1
          ? []
          : accounts.filter(isThere).map((target) => ({ target, reason: t('already') }))
      }
      nameOf={(account) => account.userName}
      action={t('action')}
      ready={team !== null}
      work={({ id }) =>
        client.iam.update.mutate({ subAccountId: id, teamId: team === NO_TEAM ? null : team })
      }
      onEnd={() => void refresh()}
      onClose={onClose}
      onDone={onDone}
    >
      <FormField label={t('team')} required>
        <TeamPicker teams={teams} value={team} none={picker('none')} onPick={setTeam} />
      </FormField>
    </BulkDialog>
  );
}
