'use client';
import { useTranslations } from 'next-intl';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { PersonState } from './user-columns.tsx';
import type { Person } from './user-table.ts';

/** One person in the side panel, with every tenant they are in. */
export function UserDetails({ person }: { person: Person }) {
  const t = useTranslations('operator.users');
  const names = useTranslations('members.roles');
  return (
    <DefinitionList
      items={[
        { term: t('columns.state'), value: <PersonState disabled={person.disabledAt !== null} /> },
        ...(person.disabledAt
          ? [{ term: t('details.since'), value: <Moment time={person.disabledAt} /> }]
          : []),
        { term: t('columns.email'), value: person.email },
        {
          term: t('details.id'),
          value: (
            <span className="flex items-center gap-1">
              <code className="min-w-0 break-all font-mono text-xs">{person.id}</code>
              <CopyButton value={person.id} />
            </span>
          ),
        },
        { term: t('columns.created'), value: <Moment time={person.createdAt} /> },
        { term: t('factor.title'), value: t(person.secondFactor ? 'factor.on' : 'factor.off') },
        { term: t('columns.lastSignIn'), value: <Moment time={person.lastSignInAt} /> },
        {
          term: t('details.tenants'),
          value:
            person.tenants.length === 0 ? (
              t('details.none')
            ) : (
              <ul className="space-y-1">
                {person.tenants.map(({ slug, name, role, roleName }) => (
                  <li key={slug} className="flex flex-wrap justify-between gap-x-3">
                    <span>{name}</span>
                    <span className="text-soft">{role === 'custom' ? roleName : names(role)}</span>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
