'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { RoleOut } from '#server/roles/schema.ts';

/** How many hold a role; leads to them. */
export function HoldersLink({ role }: { role: Pick<RoleOut, 'id' | 'name' | 'members'> }) {
  const t = useTranslations('roles');
  const { slug } = useTenant();
  const { id, name, members: count } = role;
  return (
    <Link
      href={`/${slug}/members?role=${id}`}
      aria-label={t('peopleOf', { role: name, count })}
      className="w-fit rounded-sm text-accent-ink text-sm tabular-nums hover:underline"
    >
      {t('people', { count })}
    </Link>
  );
}
