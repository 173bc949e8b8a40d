'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  CalendarDays,
  CircleDot,
  Cloud,
  FolderTree,
  Percent,
  ShieldCheck,
  UserRound,
  Wallet,
} from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SpendingFreshness } from '#app/(console)/[tenant]/spending/_components/spending-freshness.tsx';
import { useTeamOptions } from '#app/(console)/[tenant]/teams/_components/use-team-options.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import type { FilterView } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { stateFilters } from '#lib/choices.ts';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { type AccountDialog, AccountDialogs } from './account-dialogs.tsx';
import { AccountMenu } from './account-menu.tsx';
import type { BulkKind } from './bulk-dialogs.tsx';
import { NoSubAccounts } from './no-sub-accounts.tsx';
import { useSubAccountColumns } from './sub-account-columns.tsx';
import { subAccountFilters, subAccountListInput, subAccountTable } from './sub-account-table.ts';
import { useCloudOptions } from './use-cloud-options.ts';
import { type Forecast, useForecasts } from './use-forecasts.ts';
import { useHolderOptions } from './use-holder-options.ts';

const SubAccountPeek = lateComponent(() => import('./sub-account-peek.tsx').then((m) => m.SubAccountPeek));
const BulkActions = lateComponent(() => import('./bulk-actions.tsx').then((m) => m.BulkActions));

const BulkDialogs = dynamic(() => import('./bulk-dialogs.tsx').then((m) => m.BulkDialogs), { ssr: false });

/** States and figures move without a reload. */
const REFRESH_MS = 10_000;

const freshness = <SpendingFreshness />;

type Bulk = { kind: BulkKind; accounts: readonly SubAccountOut[]; clear: () => void };

export function SubAccountsView() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { slug, timeZone } = useTenant();
  const [dialog, setDialog] = useState<{ kind: AccountDialog; account: SubAccountOut } | null>(null);
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const table = useTableState(subAccountTable);
  const list = useQuery(
    trpc.iam.list.queryOptions(subAccountListInput(table.state, timeZone), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = list.data?.items;
  const open = (account: SubAccountOut) => (kind: AccountDialog) => setDialog({ kind, account });
  const current = dialog && (rows?.find((row) => row.id === dialog.account.id) ?? dialog.account);
  return (
    <>
      <PageChrome freshness={freshness} />
      <ListTable
        {...useFrame(useForecasts(rows))}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.iam.list.query({ ...subAccountFilters(table.state, timeZone), ...at }, { signal })
        }
        rowHref={(account) => `/${slug}/sub-accounts/${account.id}`}
        filters={useFilters()}
        bulkActions={(accounts, clear) => (
          <BulkActions accounts={accounts} onBulk={(kind) => setBulk({ kind, accounts, clear })} />
        )}
        rowActions={(account) => <AccountMenu account={account} onDialog={open(account)} />}
        peek={(account) => <SubAccountPeek account={account} onDialog={open(account)} />}
        empty={<NoSubAccounts />}
      />
      {dialog && current ? (
        <AccountDialogs
          account={current}
          open={dialog.kind}
          onOpen={(kind) => setDialog(kind ? { kind, account: current } : null)}
        />
      ) : null}
      {bulk ? (
        <BulkDialogs
          kind={bulk.kind}
          accounts={bulk.accounts}
          onClose={() => setBulk(null)}
          onDone={bulk.clear}
        />
      ) : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function SubAccountsWaiting() {
  return (
    <ListTable
      {...useFrame(undefined)}
      table={useTableState(subAccountTable)}
      bulkActions={nothing}
      rowActions={nothing}
      empty={null}
    />
  );
}

const nothing = () => null;

function useFrame(forecasts: ReadonlyMap<string, Forecast> | undefined) {
  const t = useTranslations('subAccounts');
  return {
    label: t('title'),
    columns: useSubAccountColumns(forecasts),
    rowId: idOf,
    rowName: nameOf,
    searchPlaceholder: t('search'),
  };
}

const idOf = (account: SubAccountOut) => account.id;
const nameOf = (account: SubAccountOut) => account.userName;

function useFilters(): FilterView[] {
  const t = useTranslations('subAccounts.filters');
  const status = useTranslations('status');
  const { currency } = useTenant();
  const { options } = useCloudOptions();
  const teams = useTeamOptions(t('noTeam'));
  const holders = useHolderOptions(t('noHolder'));
  return [
    {
      id: 'state',
      label: t('state'),
      icon: <CircleDot />,
      options: stateFilters.map((value) => ({ value, label: status(value) })),
    },
    { id: 'cloud', label: t('cloudAccount'), icon: <Cloud />, options },
    { id: 'team', label: t('team'), icon: <FolderTree />, options: teams },
    { id: 'holder', label: t('holder'), icon: <UserRound />, options: holders },
    { id: 'share', label: t('share'), icon: <Percent />, unit: '%' },
    { id: 'spending', label: t('spent'), icon: <Wallet />, unit: currency },
    { id: 'guarded', label: t('guarded'), icon: <ShieldCheck /> },
    { id: 'created', label: t('created'), icon: <CalendarDays /> },
  ];
}
