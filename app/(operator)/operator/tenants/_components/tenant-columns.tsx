'use client';
import { Ban, CircleCheck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped } from '#components/data-table/clipped.tsx';
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
    width: 'w-28',
    align: 'end',
    value: (tenant) => tenant[id],
    cell: (tenant) => formatCount(locale, tenant[id]),
  });
  return [
    {
      id: 'name',
      header: t('columns.name'),
      parts: [
        { id: 'id', header: t('columns.id'), value: (tenant) => tenant.id },
        { id: 'name', header: t('columns.name'), value: (tenant) => tenant.name },
      ],
      cell: (tenant) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={tenant.name} square size="sm" />
          <Clipped text={tenant.name} className="font-medium text-ink" />
          {tenant.isDemo ? <Badge tone="outline">{t('demo')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'slug',
      header: t('columns.slug'),
      width: 'w-44',
      value: (tenant) => tenant.slug,
      cell: (tenant) => (
        <Clipped text={`/${tenant.slug}`} className="max-w-44 font-mono text-faint text-xs" />
      ),
    },
    {
      id: 'status',
      header: t('columns.status'),
      width: 'w-32',
      value: (tenant) => tenant.status,
      cell: (tenant) => <TenantStatus status={tenant.status} />,
    },
    figure('members'),
    figure('cloudAccounts'),
    figure('subAccounts'),
    ...(['currency', 'timeZone'] as const).map((id) => ({
      id,
      header: t(`columns.${id}`),
      width: id === 'currency' ? 'w-24' : 'w-40',
      value: (tenant: TenantRow) => tenant[id],
      cell: (tenant: TenantRow) => tenant[id],
    })),
    agoColumn({ id: 'createdAt', header: t('columns.created'), time: (tenant) => tenant.createdAt }),
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
