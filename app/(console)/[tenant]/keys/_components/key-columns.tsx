'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Ago, Moment } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { cn } from '#components/ui/cn.ts';
import { KeyState } from './key-state.tsx';
import type { ApiKey } from './key-table.ts';

/** The columns of the key list. */
export function useKeyColumns(): Column<ApiKey>[] {
  const t = useTranslations('keys');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('columns.name'),
        cell: (key) => (
          <div className="min-w-0 py-1.5">
            <p className={cn('font-medium', key.state === 'active' ? 'text-ink' : 'text-faint')}>
              {key.name}
            </p>
            <code className="block break-all font-mono font-normal text-faint text-xs">{key.hint}</code>
          </div>
        ),
      },
      {
        id: 'permissions',
        header: t('columns.permissions'),
        width: 'w-36',
        cell: (key) => (
          <span className="text-soft">{t('permissionCount', { count: key.permissions.length })}</span>
        ),
      },
      {
        id: 'createdBy',
        header: t('columns.createdBy'),
        width: 'w-44',
        cell: (key) => key.createdBy ?? <span className="text-faint">{t('somebody')}</span>,
      },
      {
        id: 'created',
        header: t('columns.created'),
        width: 'w-32',
        cell: (key) => <Ago time={key.createdAt} className="text-soft" />,
      },
      {
        id: 'lastUsed',
        header: t('columns.lastUsed'),
        width: 'w-32',
        cell: (key) => <Ago time={key.lastUsedAt} className="text-soft" />,
      },
      {
        id: 'expires',
        header: t('columns.expires'),
        width: 'w-44',
        cell: (key) =>
          key.expiresAt ? (
            <Moment time={key.expiresAt} className="text-soft" />
          ) : (
            <span className="text-faint">{t('noExpiry')}</span>
          ),
      },
      {
        id: 'state',
        header: t('columns.state'),
        width: 'w-28',
        cell: (key) => <KeyState state={key.state} />,
      },
    ],
    [t],
  );
}
