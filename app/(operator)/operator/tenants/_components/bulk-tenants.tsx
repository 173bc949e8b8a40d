'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Ban, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import type { TenantRow } from './tenant-table.ts';

type BulkTenantsProps = { tenants: readonly TenantRow[]; onDone: () => void };
type Change = 'suspend' | 'reactivate';

const takes = {
  suspend: (tenant: TenantRow) => tenant.status === 'active',
  reactivate: (tenant: TenantRow) => tenant.status === 'suspended',
};

/** For the ticked tenants: shut their doors, or open them again. */
export function BulkTenants({ tenants, onDone }: BulkTenantsProps) {
  const t = useTranslations('operator.tenants');
  const [asking, setAsking] = useState<Change | null>(null);
  return (
    <Can permission="platform:tenants">
      <div className="flex gap-2">
        <Button size="sm" disabled={!tenants.some(takes.reactivate)} onClick={() => setAsking('reactivate')}>
          <RotateCcw aria-hidden className="size-3.5" />
          {t('reactivate.action')}
        </Button>
        <Button
          size="sm"
          variant="danger-quiet"
          disabled={!tenants.some(takes.suspend)}
          onClick={() => setAsking('suspend')}
        >
          <Ban aria-hidden className="size-3.5" />
          {t('suspend.action')}
        </Button>
      </div>
      {asking ? (
        <BulkChange change={asking} tenants={tenants} onClose={() => setAsking(null)} onDone={onDone} />
      ) : null}
    </Can>
  );
}

function BulkChange({
  change,
  tenants,
  onClose,
  onDone,
}: BulkTenantsProps & { change: Change; onClose: () => void }) {
  const t = useTranslations('operator.tenants');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const targets = tenants.filter(takes[change]);
  const count = targets.length;
  const verbs = {
    suspend: ({ id }: TenantRow) => client.platform.suspendTenant.mutate({ tenantId: id }),
    reactivate: ({ id }: TenantRow) => client.platform.reactivateTenant.mutate({ tenantId: id }),
  };
  return (
    <BulkDialog
      title={t(`bulk.${change}`, { count })}
      description={t('reactivate.body')}
      targets={targets}
      leftAlone={tenants
        .filter((tenant) => !takes[change](tenant))
        .map((target) => ({ target, reason: t(`status.${target.status}`) }))}
      nameOf={(tenant) => tenant.name}
      action={t(`${change}.action`)}
      {...(change === 'suspend'
        ? {
            destroy: {
              phrase: t('bulk.phrase', { count }),
              consequences: [t('suspend.people'), t('suspend.running'), t('suspend.data')],
            },
          }
        : {})}
      work={verbs[change]}
      onEnd={() => void queries.invalidateQueries(trpc.platform.pathFilter())}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
