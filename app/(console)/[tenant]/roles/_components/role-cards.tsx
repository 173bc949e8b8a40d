import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { type Role, roles } from '#lib/permissions.ts';

type RoleCardsProps = {
  tenant: string;
  own: Role;
  /** How many members hold each role. */
  people: Readonly<Record<Role, number>>;
};

/** What each role is for, and how many hold it. */
export function RoleCards({ tenant, own, people }: RoleCardsProps) {
  const t = useTranslations('roles');
  const names = useTranslations('members.roles');
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4 print:grid-cols-2">
      {roles.map((role) => (
        <li key={role} className="flex flex-col gap-1 rounded-lg border border-line bg-surface p-4">
          <p className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium text-base text-ink">{names(role)}</span>
            {role === own ? <Badge tone="accent">{t('yours')}</Badge> : null}
          </p>
          <p className="flex-1 text-pretty text-sm text-soft">{t(`meaning.${role}`)}</p>
          <Link
            href={`/${tenant}/members?role=${role}`}
            aria-label={t('peopleOf', { role: names(role), count: people[role] })}
            className="mt-1 w-fit rounded-sm text-accent-ink text-sm tabular-nums hover:underline"
          >
            {t('people', { count: people[role] })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
