'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { RoleOut } from '#server/roles/schema.ts';
import { HoldersLink } from './holders-link.tsx';

type RoleCardsProps = { roles: readonly RoleOut[]; own: string };

/** What each built-in role is for, and how many hold it. */
export function RoleCards({ roles, own }: RoleCardsProps) {
  const t = useTranslations('roles');
  return (
    <ul aria-label={t('builtIn')} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4 print:grid-cols-2">
      {roles.map((role) => (
        <li key={role.id} className="flex flex-col gap-1 rounded-lg border border-line bg-surface p-4">
          <p className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium text-base text-ink">{role.name}</span>
            {role.id === own ? <Badge tone="accent">{t('yours')}</Badge> : null}
          </p>
          <p className="flex-1 text-pretty text-sm text-soft">{role.description}</p>
          <HoldersLink role={role} />
        </li>
      ))}
    </ul>
  );
}
