'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, Cloud } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { oneValueEach } from '#app/(console)/[tenant]/_components/one-value-each.ts';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SpendingFreshness } from '#app/(console)/[tenant]/spending/_components/spending-freshness.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { type StateFilter, type SubAccountOut, stateFilters } from '#server/iam/schema.ts';
import { type AccountDialog, AccountDialogs } from './account-dialogs.tsx';
import { AccountMenu } from './account-menu.tsx';
import { BulkActions } from './bulk-actions.tsx';
import { BulkAllocate } from './bulk-allocate.tsx';
import { BulkCutOff } from './bulk-cut-off.tsx';
import { ExportButton } from './export-button.tsx';
import { NoSubAccounts } from './no-sub-accounts.tsx';
import { useSubAccountColumns } from './sub-account-columns.tsx';
import { SubAccountPeek } from './sub-account-peek.tsx';
import { subAccountListInput, subAccountTable } from './sub-account-table.ts';
import { useCloudOptions } from './use-cloud-options.ts';
import { useForecasts } from './use-forecasts.ts';

/** States and figures move without a reload. */
const REFRESH_MS = 10_000;

const freshness = <SpendingFreshness />;

type Bulk = { kind: 'allocate' | 'cut-off'; accounts: readonly SubAccountOut[]; clear: () => void };

export function SubAccountsView() {
  const t = useTranslations('subAccounts');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const table = oneValueEach(useTableState(subAccountTable));
  const list = useQuery(
    trpc.iam.list.queryOptions(subAccountListInput(table.state), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = list.data?.items;
  const columns = useSubAccountColumns(useForecasts(rows));
  const [dialog, setDialog] = useState<{ kind: AccountDialog; account: SubAccountOut } | null>(null);
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const open = (account: SubAccountOut) => (kind: AccountDialog) => setDialog({ kind, account });
  const current = dialog && (rows?.find((row) => row.id === dialog.account.id) ?? dialog.account);
  return (
    <>
      <PageChrome freshness={freshness} />
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowName={(account) => account.userName}
        rowHref={(account) => `/${slug}/sub-accounts/${account.id}`}
        filters={useFilters()}
        searchPlaceholder={t('search')}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        exportSlot={<ExportButton state={table.state} />}
        bulkActions={(accounts, clear) => (
          <BulkActions
            accounts={accounts}
            onAllocate={() => setBulk({ kind: 'allocate', accounts, clear })}
            onCutOff={() => setBulk({ kind: 'cut-off', accounts, clear })}
          />
        )}
        rowActions={(account) => <AccountMenu account={account} onDialog={open(account)} />}
        peek={(account) => <SubAccountPeek account={account} onDialog={open(account)} />}
        error={
          list.isError && rows === undefined ? (
            <ProblemPanel
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isRefetching}
            />
          ) : undefined
        }
        empty={<NoSubAccounts />}
      />
      {dialog && current ? (
        <AccountDialogs
          account={current}
          open={dialog.kind}
          onOpen={(kind) => setDialog(kind ? { kind, account: current } : null)}
        />
      ) : null}
      {bulk?.kind === 'allocate' ? (
        <BulkAllocate accounts={bulk.accounts} onClose={() => setBulk(null)} onDone={bulk.clear} />
      ) : null}
      {bulk?.kind === 'cut-off' ? (
        <BulkCutOff accounts={bulk.accounts} onClose={() => setBulk(null)} onDone={bulk.clear} />
      ) : null}
    </>
  );
}

/** The same frame while the page is on its way. */
export function SubAccountsWaiting() {
  const t = useTranslations('subAccounts');
  const columns = useSubAccountColumns(undefined);
  return (
    <DataTable
      table={useTableState(subAccountTable)}
      label={t('title')}
      columns={columns}
      rows={undefined}
      rowId={idOf}
      rowName={(account) => account.userName}
      searchPlaceholder={t('search')}
      empty={null}
      keyboard={false}
    />
  );
}

const idOf = (account: SubAccountOut) => account.id;

function useFilters(): FilterView[] {
  const t = useTranslations('subAccounts.filters');
  const status = useTranslations('status');
  const { options } = useCloudOptions();
  const label = (state: StateFilter) => status(state);
  return [
    {
      id: 'state',
      label: t('state'),
      icon: <CircleDot />,
      options: stateFilters.map((value) => ({ value, label: label(value) })),
    },
    { id: 'cloud', label: t('cloudAccount'), icon: <Cloud />, options },
  ];
}
