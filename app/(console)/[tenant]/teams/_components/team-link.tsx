'use client';
import Link from 'next/link';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useCan } from '#components/can.tsx';
import { Nothing } from '#components/data-table/clipped.tsx';

type TeamLinkProps = { team: { id: string; name: string } | null };

/** The team that something belongs to, as the way to it for whoever may go there. */
export function TeamLink({ team }: TeamLinkProps) {
  const { slug } = useTenant();
  const linked = useCan('team:read');
  if (!team) return <Nothing />;
  if (!linked) return <span className="text-soft">{team.name}</span>;
  return (
    <Link href={`/${slug}/teams/${team.id}`} className="rounded-sm text-soft hover:text-ink hover:underline">
      {team.name}
    </Link>
  );
}
