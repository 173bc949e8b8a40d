'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, CalendarDays, CircleDot } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { tenantStates } from '#lib/choices.ts';
import { NewTenant } from './new-tenant.tsx';
import { PurgedTenants } from './purged-tenants.tsx';
import { useTenantColumns } from './tenant-columns.tsx';
import { type TenantChange, TenantMenu } from './tenant-menu.tsx';
import { type TenantRow, tenantFilters, tenantListInput, tenantTable } from './tenant-table.ts';

const BulkTenants = lateComponent(() => import('./bulk-tenants.tsx').then((m) => m.BulkTenants));
const DeleteTenant = lateComponent(() => import('./delete-tenant.tsx').then((m) => m.DeleteTenant));
const RestoreTenant = lateComponent(() => import('./delete-tenant.tsx').then((m) => m.RestoreTenant));
const ReactivateTenant = lateComponent(() => import('./suspend-tenant.tsx').then((m) => m.ReactivateTenant));
const SuspendTenant = lateComponent(() => import('./suspend-tenant.tsx').then((m) => m.SuspendTenant));

type TenantsViewProps = {
  /** Addresses of the tenants that the operator is a member of. */
  own: readonly string[];
};

/** Every tenant of the installation. */
export function TenantsView({ own }: TenantsViewProps) {
  const t = useTranslations('operator.tenants');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(tenantTable);
  const list = useQuery({
    ...trpc.platform.tenants.queryOptions(tenantListInput(table.state)),
    placeholderData: keepPreviousData,
  });
  const [doing, setDoing] = useState<{ what: TenantChange; tenant: TenantRow } | null>(null);
  const close = () => setDoing(null);
  return (
    <>
      <ListTable
        {...useFrame()}
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.platform.tenants.query({ ...tenantFilters(table.state), ...at }, { signal })
        }
        bulkActions={(tenants, clear) => <BulkTenants tenants={tenants} onDone={clear} />}
        rowActions={(tenant) => (
          <TenantMenu
            tenant={tenant}
            isMember={own.includes(tenant.slug)}
            onChange={(what) => setDoing({ what, tenant })}
          />
        )}
        empty={
          <EmptyState icon={<Building2 />} title={t('empty.title')} action={<NewTenant />}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      <PurgedTenants />
      {doing?.what === 'suspend' ? <SuspendTenant tenant={doing.tenant} onClose={close} /> : null}
      {doing?.what === 'reactivate' ? <ReactivateTenant tenant={doing.tenant} onClose={close} /> : null}
      {doing?.what === 'delete' ? <DeleteTenant tenant={doing.tenant} onClose={close} /> : null}
      {doing?.what === 'restore' ? <RestoreTenant tenant={doing.tenant} onClose={close} /> : null}
    </>
  );
}

/** The same frame while the page is on its way; it asks for nothing. */
export function TenantsWaiting() {
  return (
    <ListTable
      {...useFrame()}
      table={useTableState(tenantTable)}
      bulkActions={nothing}
      rowActions={nothing}
      empty={null}
    />
  );
}

const nothing = () => null;

function useFrame() {
  const t = useTranslations('operator.tenants');
  return {
    label: t('title'),
    columns: useTenantColumns(),
    rowId: (tenant: TenantRow) => tenant.id,
    rowName: (tenant: TenantRow) => tenant.name,
    searchPlaceholder: t('search'),
    filters: [
      {
        id: 'status',
        label: t('columns.status'),
        icon: <CircleDot />,
        quick: true,
        options: tenantStates.map((value) => ({ value, label: t(`status.${value}`) })),
      },
      { id: 'created', label: t('columns.created'), icon: <CalendarDays /> },
    ],
  };
}
