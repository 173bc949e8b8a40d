'use client';
import { Ban, CircleCheck, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
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
      width: 'w-48',
      value: (tenant) => tenant.status,
      cell: (tenant) => <TenantStatus tenant={tenant} />,
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

const icons = { active: CircleCheck, suspended: Ban, deleted: Trash2 } as const;

function TenantStatus({ tenant: { status, purgeAt } }: { tenant: TenantRow }) {
  const t = useTranslations('operator.tenants');
  const active = status === 'active';
  const Icon = icons[status];
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 align-middle text-xs">
      <span
        className={cn(
          'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm font-medium',
          active ? 'text-soft' : 'bg-danger-soft px-1.5 text-danger',
        )}
      >
        <Icon aria-hidden className={cn('size-3.5', active && 'text-success')} />
        {t(`status.${status}`)}
      </span>
      {purgeAt ? (
        <span className="text-faint">{t.rich('purgeOn', { time: () => <Ago time={purgeAt} /> })}</span>
      ) : null}
    </span>
  );
}
