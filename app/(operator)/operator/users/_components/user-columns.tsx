'use client';
import { Ban, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { agoColumn } from '#components/data-table/ago-column.tsx';
import { Clipped } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { Person } from './user-table.ts';

/** The columns of the list of people; `ownId` marks the reader. */
export function useUserColumns(ownId: string): Column<Person>[] {
  const t = useTranslations('operator.users');
  return [
    {
      id: 'name',
      header: t('columns.name'),
      parts: [
        { id: 'id', header: t('columns.id'), value: (person) => person.id },
        { id: 'name', header: t('columns.name'), value: (person) => person.name },
        { id: 'isOperator', header: t('operator'), value: (person) => person.isOperator },
      ],
      cell: (person) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={person.name} />
          <Clipped
            text={person.name}
            className={cn('font-medium', person.disabledAt ? 'text-faint' : 'text-ink')}
          />
          {person.id === ownId ? <Badge tone="outline">{t('you')}</Badge> : null}
          {person.isOperator ? <Badge tone="accent">{t('operator')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'email',
      header: t('columns.email'),
      value: (person) => person.email,
      cell: (person) => <Clipped text={person.email} className="max-w-72 text-soft max-sm:break-all" />,
    },
    {
      id: 'tenants',
      header: t('columns.tenants'),
      value: (person) => person.tenants.map(({ slug, role }) => `${slug}:${role}`).join(' '),
      cell: (person) => <Tenants person={person} />,
    },
    {
      id: 'state',
      header: t('columns.state'),
      width: 'w-28',
      value: (person) => (person.disabledAt ? 'disabled' : 'active'),
      cell: (person) => <PersonState disabled={person.disabledAt !== null} />,
    },
    agoColumn({ id: 'lastSignInAt', header: t('columns.lastSignIn'), time: (person) => person.lastSignInAt }),
    agoColumn({ id: 'createdAt', header: t('columns.created'), time: (person) => person.createdAt }),
  ];
}

/** The first by name, the rest as a number; all of them on hover and in the panel. */
function Tenants({ person }: { person: Person }) {
  const t = useTranslations('operator.users');
  const [first, ...others] = person.tenants;
  if (!first) return <span className="text-faint">{t('noTenant')}</span>;
  return (
    <span
      title={person.tenants.map(({ name }) => name).join(', ')}
      className="flex items-center gap-1 whitespace-nowrap max-sm:justify-end"
    >
      <Badge>{first.name}</Badge>
      {others.length > 0 ? <Badge>{t('more', { count: others.length })}</Badge> : null}
    </span>
  );
}

export function PersonState({ disabled }: { disabled: boolean }) {
  const t = useTranslations('operator.users');
  const Icon = disabled ? Ban : CircleCheck;
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm align-middle font-medium text-xs',
        disabled ? 'bg-danger-soft px-1.5 text-danger' : 'text-soft',
      )}
    >
      <Icon aria-hidden className={cn('size-3.5', !disabled && 'text-success')} />
      {t(disabled ? 'disabled' : 'active')}
    </span>
  );
}
