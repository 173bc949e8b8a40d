'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { TeamLink } from '#app/(console)/[tenant]/teams/_components/team-link.tsx';
import { Moment } from '#components/ago.tsx';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { cn } from '#components/ui/cn.ts';
import { formatCount } from '#lib/i18n/format.ts';
import { KeyLimits } from './key-limits.tsx';
import { KeyState } from './key-state.tsx';
import type { ApiKey } from './key-table.ts';
import { UseBars } from './use-bars.tsx';

/** The columns of the key list. */
export function useKeyColumns(): Column<ApiKey>[] {
  const t = useTranslations('keys');
  const locale = useLocale();
  const { slug } = useTenant();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('columns.name'),
        parts: [
          { id: 'id', header: t('columns.id'), value: (key) => key.id },
          { id: 'name', header: t('columns.name'), value: (key) => key.name },
        ],
        cell: (key) => (
          <Clipped text={key.name} className="max-w-60">
            <Link
              href={`/${slug}/keys/${key.id}`}
              className={cn(
                'rounded-sm font-medium hover:underline',
                key.state === 'active' ? 'text-ink' : 'text-faint',
              )}
            >
              {key.name}
            </Link>
          </Clipped>
        ),
      },
      {
        id: 'use',
        header: t('columns.use'),
        width: 'w-44',
        parts: [
          { id: 'thisMonth', header: t('columns.thisMonth'), value: (key) => key.thisMonth },
          { id: 'recent', header: t('columns.use'), value: (key) => key.recent.join(' ') },
        ],
        cell: (key) => {
          const total = key.recent.reduce((sum, day) => sum + day, 0);
          const count = formatCount(locale, total);
          return (
            <span className="flex items-center gap-2.5">
              <UseBars values={key.recent} label={t('useLabel', { count })} />
              <span aria-hidden className={cn('tabular-nums', total === 0 ? 'text-faint' : 'text-soft')}>
                {count}
              </span>
            </span>
          );
        },
      },
      {
        id: 'team',
        header: t('columns.team'),
        width: 'w-36',
        value: (key) => key.team?.name ?? null,
        cell: ({ team }) =>
          team ? (
            <Clipped text={team.name} className="max-w-40">
              <TeamLink team={team} />
            </Clipped>
          ) : (
            <Nothing />
          ),
      },
      {
        id: 'limits',
        header: t('columns.limits'),
        width: 'w-52',
        parts: [
          { id: 'perMinute', header: t('limits.perMinute.label'), value: (key) => key.perMinute },
          { id: 'perMonth', header: t('limits.perMonth.label'), value: (key) => key.perMonth },
          { id: 'addresses', header: t('limits.addresses.label'), value: (key) => key.addresses.join(' ') },
        ],
        cell: (key) => <KeyLimits apiKey={key} />,
      },
      {
        id: 'hint',
        header: t('columns.hint'),
        value: (key) => key.hint,
        cell: (key) => (
          <code className="whitespace-nowrap font-mono text-faint text-xs max-sm:whitespace-normal max-sm:break-all">
            {key.hint}
          </code>
        ),
      },
      {
        id: 'permissions',
        header: t('columns.permissions'),
        width: 'w-32',
        value: (key) => key.permissions.join(' '),
        cell: (key) => (
          <span className="whitespace-nowrap text-soft" title={key.permissions.join('\n')}>
            {t('permissionCount', { count: key.permissions.length })}
          </span>
        ),
      },
      {
        id: 'createdBy',
        header: t('columns.createdBy'),
        width: 'w-40',
        value: (key) => key.createdBy,
        cell: (key) =>
          key.createdBy ? (
            <Clipped text={key.createdBy} className="max-w-40" />
          ) : (
            <span className="text-faint">{t('somebody')}</span>
          ),
      },
      agoColumn({
        id: 'createdAt',
        header: t('columns.created'),
        time: (key) => key.createdAt,
        width: 'w-28',
      }),
      agoColumn({
        id: 'lastUsedAt',
        header: t('columns.lastUsed'),
        time: (key) => key.lastUsedAt,
        width: 'w-28',
      }),
      {
        id: 'expiresAt',
        header: t('columns.expires'),
        width: 'w-44',
        align: 'end',
        value: (key) => key.expiresAt,
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
        value: (key) => key.state,
        cell: (key) => <KeyState state={key.state} />,
      },
    ],
    [t, locale, slug],
  );
}
