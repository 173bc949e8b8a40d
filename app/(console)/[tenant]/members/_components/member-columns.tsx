'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Ago } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { MemberOut } from '#server/members/schema.ts';

/** The columns of the member list; `ownId` marks the reader. */
export function useMemberColumns(ownId: string): Column<MemberOut>[] {
  const t = useTranslations('members');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('columns.name'),
        cell: (member) => (
          <span className="flex min-w-0 items-center gap-2.5">
            <Avatar name={member.name} />
            <span className={cn('min-w-0 font-medium', member.disabled ? 'text-faint' : 'text-ink')}>
              {member.name}
            </span>
            {member.id === ownId ? <Badge tone="outline">{t('you')}</Badge> : null}
            {member.disabled ? (
              <Badge tone="warning" title={t('disabledHint')}>
                {t('disabled')}
              </Badge>
            ) : null}
          </span>
        ),
      },
      {
        id: 'email',
        header: t('columns.email'),
        cell: (member) => (
          <span
            className="min-w-0 max-w-72 truncate text-soft max-sm:whitespace-normal max-sm:break-all sm:block"
            title={member.email}
          >
            {member.email}
          </span>
        ),
      },
      {
        id: 'role',
        header: t('columns.role'),
        width: 'w-32',
        cell: (member) => t(`roles.${member.role}`),
      },
      {
        id: 'lastSignIn',
        header: t('columns.lastSignIn'),
        width: 'w-32',
        align: 'end',
        cell: (member) => <Ago time={member.lastSignInAt} className="text-soft" />,
      },
      {
        id: 'joined',
        header: t('columns.joined'),
        width: 'w-32',
        align: 'end',
        cell: (member) => <Ago time={member.createdAt} className="text-soft" />,
      },
    ],
    [t, ownId],
  );
}
