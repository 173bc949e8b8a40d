'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { SearchPicker } from './search-picker.tsx';
import { NO_HOLDER } from './use-holder-options.ts';
import { useRefresh } from './use-refresh.ts';

type AssignHolderProps = { accounts: readonly SubAccountOut[]; onClose: () => void; onDone?: () => void };
type Choice = { id: string; name: string };

const nothing = () => undefined;

/** Gives one or many sub-accounts to a member, or takes them back. */
export function AssignHolder({ accounts, onClose, onDone = nothing }: AssignHolderProps) {
  const t = useTranslations('subAccounts.holder');
  const client = useTRPCClient();
  const refresh = useRefresh();
  const [first] = accounts;
  const [chosen, setChosen] = useState<Choice | null>(
    accounts.length === 1 && first?.holder ? { id: first.holder.memberId, name: first.holder.name } : null,
  );
  const isTheirs = (account: SubAccountOut) => (account.holder?.memberId ?? NO_HOLDER) === chosen?.id;
  return (
    <BulkDialog
      title={t('title', { count: accounts.length })}
      description={t('body')}
      targets={accounts.filter((account) => !isTheirs(account))}
      leftAlone={
        chosen === null || accounts.length === 1
          ? []
          : accounts.filter(isTheirs).map((target) => ({ target, reason: t('already') }))
      }
      nameOf={(account) => account.userName}
      action={t('action')}
      ready={chosen !== null}
      work={({ id }) =>
        client.iam.update.mutate({
          subAccountId: id,
          holderId: chosen && chosen.id !== NO_HOLDER ? chosen.id : null,
        })
      }
      onEnd={() => void refresh()}
      onClose={onClose}
      onDone={onDone}
    >
      <FormField label={t('member')} required>
        <MemberPicker chosen={chosen} onPick={setChosen} />
      </FormField>
    </BulkDialog>
  );
}

type MemberPickerProps = { chosen: Choice | null; onPick: (choice: Choice) => void };

/** Members by name or mailbox; the server searches. */
function MemberPicker({ chosen, onPick }: MemberPickerProps) {
  const t = useTranslations('subAccounts.holder');
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const text = search.trim();
  const members = useQuery(
    trpc.members.list.queryOptions(
      { limit: 50, sort: 'name', order: 'asc', disabled: false, ...(text && { text }) },
      { placeholderData: keepPreviousData },
    ),
  ).data?.items;
  const nobody = { id: NO_HOLDER, name: t('none') };
  const choices: Choice[] | undefined = members && [...(text ? [] : [nobody]), ...members];
  return (
    <SearchPicker
      chosen={chosen?.name ?? null}
      value={chosen?.id ?? null}
      placeholder={t('search')}
      searchLabel={t('search')}
      search={search}
      onSearch={setSearch}
      items={choices?.map(({ id, name }) => ({
        value: id,
        title: name,
        hint: members?.find((member) => member.id === id)?.email,
      }))}
      onPick={(value) => {
        const choice = choices?.find(({ id }) => id === value);
        if (choice) onPick(choice);
      }}
      empty={t('noMatch')}
    />
  );
}
