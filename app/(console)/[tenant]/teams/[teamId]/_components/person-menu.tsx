'use client';
import { Ellipsis, UserMinus, UserRoundCheck, UserRoundX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ReasonedItem } from '#app/(console)/[tenant]/members/_components/reasoned-item.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from '#components/ui/dropdown-menu.tsx';
import type { TeamDetailOut, TeamMemberOut } from '#server/teams/schema.ts';
import type { PersonDialog } from './team-people.tsx';
import { useLead } from './use-people.ts';

type PersonMenuProps = {
  person: TeamMemberOut;
  team: TeamDetailOut;
  onDialog: (dialog: PersonDialog) => void;
};

/** What can be done with a member of the team. */
export function PersonMenu({ person, team, onDialog }: PersonMenuProps) {
  const t = useTranslations('teams.people');
  const label = useTranslations('table')('rowActions', { name: person.name });
  const notAllowed = useTranslations('common')('notAllowed');
  const mayUpdate = useCan('team:update');
  const { setLead } = useLead(team);
  const kept = person.lead && !mayUpdate ? t('keptLead') : null;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={label}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        {person.lead ? (
          <ReasonedItem
            icon={<UserRoundX />}
            why={mayUpdate ? null : notAllowed}
            onSelect={() => void setLead(person, false)}
          >
            {t('endLead')}
          </ReasonedItem>
        ) : (
          <ReasonedItem
            icon={<UserRoundCheck />}
            why={mayUpdate ? null : notAllowed}
            onSelect={() => onDialog({ kind: 'lead', person })}
          >
            {t('makeLead')}
          </ReasonedItem>
        )}
        <ReasonedItem
          icon={<UserMinus />}
          why={team.reach.choosesMembers ? kept : notAllowed}
          danger
          onSelect={() => onDialog({ kind: 'remove', person })}
        >
          {t('remove')}
        </ReasonedItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
