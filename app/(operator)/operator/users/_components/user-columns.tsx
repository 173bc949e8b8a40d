'use client';
import { Ban, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Ago } from '#components/ago.tsx';
import type { Column } from '#components/data-table/types.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { Person } from './user-table.ts';

const SHOWN = 2;

/** The columns of the list of people; `ownId` marks the reader. */
export function useUserColumns(ownId: string): Column<Person>[] {
  const t = useTranslations('operator.users');
  return [
    {
      id: 'name',
      header: t('columns.name'),
      cell: (person) => (
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={person.name} />
          <span className={cn('min-w-0 font-medium', person.disabledAt ? 'text-faint' : 'text-ink')}>
            {person.name}
          </span>
          {person.id === ownId ? <Badge tone="outline">{t('you')}</Badge> : null}
          {person.isOperator ? <Badge tone="accent">{t('operator')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'email',
      header: t('columns.email'),
      cell: (person) => (
        <span
          className="min-w-0 max-w-72 truncate text-soft max-sm:whitespace-normal max-sm:break-all sm:block"
          title={person.email}
        >
          {person.email}
        </span>
      ),
    },
    { id: 'tenants', header: t('columns.tenants'), cell: (person) => <Tenants person={person} /> },
    {
      id: 'state',
      header: t('columns.state'),
      width: 'w-28',
      cell: (person) => <PersonState disabled={person.disabledAt !== null} />,
    },
    {
      id: 'lastSignIn',
      header: t('columns.lastSignIn'),
      width: 'w-32',
      align: 'end',
      cell: (person) => <Ago time={person.lastSignInAt} className="text-soft" />,
    },
    {
      id: 'created',
      header: t('columns.created'),
      width: 'w-32',
      align: 'end',
      cell: (person) => <Ago time={person.createdAt} className="text-soft" />,
    },
  ];
}

/** The first two by name, the rest as a number; the panel lists them all. */
function Tenants({ person }: { person: Person }) {
  const t = useTranslations('operator.users');
  const { tenants } = person;
  if (tenants.length === 0) return <span className="text-faint">{t('noTenant')}</span>;
  return (
    <span className="flex min-w-0 flex-wrap gap-1 max-sm:justify-end">
      {tenants.slice(0, SHOWN).map(({ slug, name }) => (
        <Badge key={slug}>{name}</Badge>
      ))}
      {tenants.length > SHOWN ? <Badge>{t('more', { count: tenants.length - SHOWN })}</Badge> : null}
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
