'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import { filterOptions } from '#components/data-table/filter-values.ts';
import { type TableControl, useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { NewTenant } from './new-tenant.tsx';
import { ReactivateTenant, SuspendTenant } from './suspend-tenant.tsx';
import { useTenantColumns } from './tenant-columns.tsx';
import { TenantMenu } from './tenant-menu.tsx';
import { type TenantRow, tenantListInput, tenantStates, tenantTable } from './tenant-table.ts';

type TenantsViewProps = {
  /** Addresses of the tenants that the operator is a member of. */
  own: readonly string[];
};

/** Every tenant of the installation. */
export function TenantsView({ own }: TenantsViewProps) {
  const t = useTranslations('operator.tenants');
  const trpc = useTRPC();
  const table = useTableState(tenantTable);
  const list = useQuery({
    ...trpc.platform.tenants.queryOptions(tenantListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const [changing, setChanging] = useState<TenantRow | null>(null);
  const columns = useTenantColumns();
  const close = () => setChanging(null);
  return (
    <>
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={list.data?.items}
        rowId={idOf}
        rowName={(tenant) => tenant.name}
        searchPlaceholder={t('search')}
        viewsSlot={<StateTabs table={table} />}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        rowActions={(tenant) => (
          <TenantMenu
            tenant={tenant}
            isMember={own.includes(tenant.slug)}
            onSuspend={() => setChanging(tenant)}
            onReactivate={() => setChanging(tenant)}
          />
        )}
        error={
          list.isError && !list.data ? (
            <ProblemPanel
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isRefetching}
            />
          ) : undefined
        }
        empty={
          <EmptyState icon={<Building2 />} title={t('empty.title')} action={<NewTenant />}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {changing?.status === 'active' ? <SuspendTenant tenant={changing} onClose={close} /> : null}
      {changing?.status === 'suspended' ? <ReactivateTenant tenant={changing} onClose={close} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function TenantsWaiting() {
  const t = useTranslations('operator.tenants');
  const table = useTableState(tenantTable);
  return (
    <DataTable
      table={table}
      label={t('title')}
      columns={useTenantColumns()}
      rows={undefined}
      rowId={idOf}
      rowName={idOf}
      searchPlaceholder={t('search')}
      viewsSlot={<StateTabs table={table} />}
      empty={null}
      keyboard={false}
    />
  );
}

const idOf = (tenant: TenantRow) => tenant.id;

function StateTabs({ table }: { table: TableControl }) {
  const t = useTranslations('operator.tenants');
  return (
    <SegmentedControl
      label={t('statusTabs.label')}
      value={filterOptions(table.state, 'status')?.[0] ?? 'all'}
      onValueChange={(value) =>
        table.setFilter('status', value === 'all' ? null : { kind: 'options', values: [value] })
      }
      segments={[
        { value: 'all', label: t('statusTabs.all') },
        ...tenantStates.map((value) => ({ value, label: t(`status.${value}`) })),
      ]}
    />
  );
}
