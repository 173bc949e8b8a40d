'use client';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useDeferredValue, useId, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { SearchPicker } from '#app/(console)/[tenant]/sub-accounts/_components/search-picker.tsx';
import { useRefreshTeams } from '#app/(console)/[tenant]/teams/_components/use-teams.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TeamDetailOut } from '#server/teams/schema.ts';

type AddPersonProps = { team: TeamDetailOut; onClose: () => void };

/** Chooses a member of the tenant; whoever may not see them all names an e-mail address. */
export function AddPerson({ team, onClose }: AddPersonProps) {
  const t = useTranslations('teams.people');
  const cancel = useTranslations('common.actions')('cancel');
  const formId = useId();
  const seesMembers = useCan('member:read');
  const refresh = useRefreshTeams();
  const [member, setMember] = useState('');
  const add = useMutation(
    useTRPC().teams.addMember.mutationOptions({
      onSuccess: async ({ name }) => {
        toast.success(t('added', { name, team: team.name }));
        onClose();
        await refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (member.trim() && !add.isPending) add.mutate({ teamId: team.id, member: member.trim() });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && !add.isPending && onClose()}>
      <DialogContent
        title={t('addTitle', { name: team.name })}
        description={t('addBody')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={add.isPending}>{cancel}</Button>
            </DialogClose>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              disabled={!member.trim()}
              pending={add.isPending}
            >
              {t('add')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          {seesMembers ? (
            <FormField label={t('person')} required>
              <MemberPicker team={team} value={member} onPick={setMember} />
            </FormField>
          ) : (
            <FormField label={t('personMail')} hint={t('personMailHint')} required>
              <Input
                type="email"
                autoComplete="off"
                value={member}
                onChange={(event) => setMember(event.target.value)}
              />
            </FormField>
          )}
          {add.isError ? <ProblemPanel error={add.error} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}

type MemberPickerProps = { team: TeamDetailOut; value: string; onPick: (memberId: string) => void };

function MemberPicker({ team, value, onPick }: MemberPickerProps) {
  const t = useTranslations('teams.people');
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const words = useDeferredValue(search.trim());
  const input = { limit: 30, sort: 'name' as const, ...(words ? { text: words.slice(0, 100) } : {}) };
  const found = useQuery(trpc.members.list.queryOptions(input, { placeholderData: keepPreviousData }));
  const items = found.data?.items;
  const inside = new Set(team.people?.map(({ memberId }) => memberId));
  return (
    <SearchPicker
      chosen={chosen}
      value={value || null}
      placeholder={t('choose')}
      searchLabel={t('find')}
      search={search}
      onSearch={setSearch}
      items={items?.map(({ id, name, email }) => ({
        value: id,
        title: name,
        hint: inside.has(id) ? t('already') : email,
        disabled: inside.has(id),
      }))}
      onPick={(id) => {
        setChosen(items?.find((each) => each.id === id)?.name ?? null);
        onPick(id);
      }}
      empty={t('noMatch')}
    />
  );
}
