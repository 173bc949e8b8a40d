'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleDot, CloudCog, Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { SpendingFreshness } from '#app/(console)/[tenant]/spending/_components/spending-freshness.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { cloudStates, providerIds } from '#lib/choices.ts';
import { useCloudColumns } from './cloud-columns.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { CloudMenu } from './cloud-menu.tsx';
import { cloudFilters, cloudsInput, cloudTable } from './cloud-table.ts';
import { ConnectLink } from './connect-link.tsx';

const CloudPeek = lateComponent(() => import('./cloud-peek.tsx').then((m) => m.CloudPeek));

const REFRESH_MS = 15_000;
const freshness = <SpendingFreshness />;

/** Every connected cloud account with its health. */
export function CloudsView() {
  const t = useTranslations('clouds.empty');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { slug } = useTenant();
  const table = useTableState(cloudTable);
  const list = useQuery(
    trpc.clouds.list.queryOptions(cloudsInput(table.state), {
      refetchInterval: REFRESH_MS,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <>
      <PageChrome freshness={freshness} />
      <ListTable
        {...useFrame()}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.clouds.list.query({ ...cloudFilters(table.state), ...at }, { signal })
        }
        rowHref={(account) => `/${slug}/clouds/${account.id}`}
        rowActions={(account) => <CloudMenu account={account} whole />}
        peek={(account) => <CloudPeek account={account} />}
        empty={
          <EmptyState icon={<CloudCog />} title={t('title')} action={<ConnectLink />}>
            {t('body')}
          </EmptyState>
        }
      />
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function CloudsWaiting() {
  return <ListTable {...useFrame()} table={useTableState(cloudTable)} rowActions={() => null} empty={null} />;
}

function useFrame() {
  const t = useTranslations('clouds');
  return {
    label: t('title'),
    columns: useCloudColumns(),
    rowId: (account: CloudAccount) => account.id,
    rowName: (account: CloudAccount) => account.name,
    searchPlaceholder: t('search'),
    filters: [
      {
        id: 'status',
        label: t('columns.status'),
        icon: <CircleDot />,
        options: cloudStates.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      {
        id: 'provider',
        label: t('facts.provider'),
        icon: <Server />,
        options: providerIds.map((value) => ({ value, label: t(`provider.${value}`) })),
      },
    ],
  };
}
