'use client';
import { Ban, CircleCheck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { formatCount } from '#lib/i18n/format.ts';
import type { TenantRow } from './tenant-table.ts';

/** The columns of the tenant list. */
export function useTenantColumns(): Column<TenantRow>[] {
  const t = useTranslations('operator.tenants');
  const locale = useLocale();
  const figure = (id: 'members' | 'cloudAccounts' | 'subAccounts'): Column<TenantRow> => ({
    id,
    header: t(`columns.${id}`),
    width: 'w-32',
    align: 'end',
    cell: (tenant) => formatCount(locale, tenant[id]),
  });
  return [
    {
      id: 'name',
      header: t('columns.name'),
      cell: (tenant) => (
        <div className="flex min-w-0 items-center gap-3 py-1.5">
          <Avatar name={tenant.name} square />
          <div className="min-w-0">
            <p className="flex min-w-0 flex-wrap items-center gap-x-2">
              <span className="min-w-0 break-words font-medium text-ink">{tenant.name}</span>
              {tenant.isDemo ? <Badge tone="outline">{t('demo')}</Badge> : null}
            </p>
            <p className="font-mono font-normal text-faint text-xs">/{tenant.slug}</p>
          </div>
        </div>
      ),
    },
    {
      id: 'status',
      header: t('columns.status'),
      width: 'w-32',
      cell: (tenant) => <TenantStatus status={tenant.status} />,
    },
    figure('members'),
    figure('cloudAccounts'),
    figure('subAccounts'),
    { id: 'currency', header: t('columns.currency'), width: 'w-24', cell: (tenant) => tenant.currency },
    { id: 'timeZone', header: t('columns.timeZone'), width: 'w-40', cell: (tenant) => tenant.timeZone },
    {
      id: 'created',
      header: t('columns.created'),
      width: 'w-32',
      align: 'end',
      cell: (tenant) => <Ago time={tenant.createdAt} className="text-soft" />,
    },
  ];
}

function TenantStatus({ status }: { status: TenantRow['status'] }) {
  const t = useTranslations('operator.tenants.status');
  const suspended = status === 'suspended';
  const Icon = suspended ? Ban : CircleCheck;
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm align-middle font-medium text-xs',
        suspended ? 'bg-danger-soft px-1.5 text-danger' : 'text-soft',
      )}
    >
      <Icon aria-hidden className={cn('size-3.5', !suspended && 'text-success')} />
      {t(status)}
    </span>
  );
}
