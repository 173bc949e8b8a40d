'use client';
import { Plus, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cardTable } from '#app/(console)/[tenant]/sub-accounts/_components/card-table.ts';
import { Moment } from '#components/ago.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { TeamDetailOut, TeamMemberOut } from '#server/teams/schema.ts';
import { PersonMenu } from './person-menu.tsx';

const AddPerson = lateComponent(() => import('./add-person.tsx').then((m) => m.AddPerson));
const LeadDialog = lateComponent(() => import('./person-dialogs.tsx').then((m) => m.LeadDialog));
const RemoveDialog = lateComponent(() => import('./person-dialogs.tsx').then((m) => m.RemoveDialog));

export type PersonDialog = { kind: 'lead' | 'remove'; person: TeamMemberOut };

/** Who is in the team, leads first; those of the teams below stand there. */
export function TeamPeople({ team }: { team: TeamDetailOut }) {
  const t = useTranslations('teams.people');
  const [adding, setAdding] = useState(false);
  const [dialog, setDialog] = useState<PersonDialog | null>(null);
  const people = team.people ?? [];
  const add = <AddButton isOpen={team.reach.choosesMembers} onAdd={() => setAdding(true)} />;
  return (
    <div className="space-y-3">
      {people.length === 0 ? (
        <Card>
          <EmptyState icon={<UserRound />} title={t('empty')} action={add}>
            {t('emptyBody')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className="flex justify-end">{add}</div>
          <Card className="overflow-hidden">
            <Table aria-label={t('member')} className={cardTable}>
              <TableHead>
                <TableRow>
                  <TableHeader>{t('name')}</TableHeader>
                  <TableHeader>{t('since')}</TableHeader>
                  <TableHeader className="w-12">
                    <span className="sr-only">{t('person')}</span>
                  </TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {people.map((person) => (
                  <PersonRow key={person.memberId} person={person} team={team} onDialog={setDialog} />
                ))}
              </TableBody>
            </Table>
          </Card>
        </>
      )}
      {adding ? <AddPerson team={team} onClose={() => setAdding(false)} /> : null}
      {dialog?.kind === 'lead' ? (
        <LeadDialog team={team} person={dialog.person} onClose={() => setDialog(null)} />
      ) : null}
      {dialog?.kind === 'remove' ? (
        <RemoveDialog team={team} person={dialog.person} onClose={() => setDialog(null)} />
      ) : null}
    </div>
  );
}

function AddButton({ isOpen, onAdd }: { isOpen: boolean; onAdd: () => void }) {
  const t = useTranslations('teams.people');
  const notAllowed = useTranslations('common')('notAllowed');
  const button = (
    <Button disabled={!isOpen} onClick={onAdd}>
      <Plus aria-hidden />
      {t('add')}
    </Button>
  );
  return isOpen ? button : <Tooltip content={notAllowed}>{button}</Tooltip>;
}

type PersonRowProps = {
  person: TeamMemberOut;
  team: TeamDetailOut;
  onDialog: (dialog: PersonDialog) => void;
};

function PersonRow({ person, team, onDialog }: PersonRowProps) {
  const t = useTranslations('teams.people');
  const { name, email, lead, addedAt } = person;
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="flex min-w-0 items-center gap-3">
          <Avatar name={name} size="lg" />
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="min-w-0 break-words font-medium">{name}</span>
              {lead ? <Badge tone="accent">{t('lead')}</Badge> : null}
            </span>
            <span className="block min-w-0 break-all text-faint text-xs">{email}</span>
          </span>
        </span>
      </TableCell>
      <TableCell className="text-soft" data-label={t('since')}>
        <Moment time={addedAt} />
      </TableCell>
      <TableCell align="end">
        <PersonMenu person={person} team={team} onDialog={onDialog} />
      </TableCell>
    </TableRow>
  );
}
