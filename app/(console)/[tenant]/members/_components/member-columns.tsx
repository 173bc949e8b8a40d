'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped } from '#components/data-table/clipped.tsx';
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
        parts: [
          { id: 'id', header: t('columns.id'), value: (member) => member.id },
          { id: 'name', header: t('columns.name'), value: (member) => member.name },
          { id: 'disabled', header: t('disabled'), value: (member) => member.disabled },
        ],
        cell: (member) => (
          <span className="flex min-w-0 items-center gap-2.5">
            <Avatar name={member.name} />
            <Clipped
              text={member.name}
              className={cn('font-medium', member.disabled ? 'text-faint' : 'text-ink')}
            />
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
        value: (member) => member.email,
        cell: (member) => <Clipped text={member.email} className="max-w-72 text-soft max-sm:break-all" />,
      },
      {
        id: 'role',
        header: t('columns.role'),
        width: 'w-40',
        value: (member) => member.roleName,
        cell: (member) => <Clipped text={member.roleName} className="max-w-40" />,
      },
      agoColumn({
        id: 'lastSignInAt',
        header: t('columns.lastSignIn'),
        time: (member) => member.lastSignInAt,
      }),
      agoColumn({ id: 'createdAt', header: t('columns.joined'), time: (member) => member.createdAt }),
    ],
    [t, ownId],
  );
}
