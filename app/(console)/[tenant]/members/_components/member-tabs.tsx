'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { tabStyles } from '#components/ui/tab-styles.ts';
import { countInput } from './member-table.ts';

type Tab = 'members' | 'invitations';

/** Who is in, and who is asked to come in. */
export function MemberTabs({ current }: { current: Tab }) {
  const trpc = useTRPC();
  const members = useQuery(trpc.members.list.queryOptions(countInput)).data?.total;
  const invitations = useQuery(trpc.members.invitations.queryOptions(countInput)).data?.total;
  return <MemberTabLinks current={current} counts={{ members, invitations }} />;
}

type MemberTabLinksProps = { current: Tab; counts: { [T in Tab]?: number | undefined } };

export function MemberTabLinks({ current, counts }: MemberTabLinksProps) {
  const t = useTranslations('members.tabs');
  const { slug } = useTenant();
  const links: { tab: Tab; href: string; count: number | undefined }[] = [
    { tab: 'members', href: `/${slug}/members`, count: counts.members },
    { tab: 'invitations', href: `/${slug}/members/invitations`, count: counts.invitations },
  ];
  return (
    <nav aria-label={t('label')} className="flex gap-4 border-line border-b">
      {links.map(({ tab, href, count }) => (
        <Link
          key={tab}
          href={href}
          className={tabStyles}
          {...(tab === current ? { 'data-state': 'active', 'aria-current': 'page' as const } : {})}
        >
          {t(tab)}
          {count ? <span className="font-normal text-faint tabular-nums">{count}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
