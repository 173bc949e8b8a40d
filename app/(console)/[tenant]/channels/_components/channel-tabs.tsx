import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyles } from '#components/ui/tabs.tsx';

type Tab = 'channels' | 'deliveries';

/** The two pages about reaching people: where alerts go, and whether they arrived. */
export function ChannelTabs({ tenant, current }: { tenant: string; current: Tab }) {
  const t = useTranslations('channels.tabs');
  const links: [Tab, string][] = [
    ['channels', `/${tenant}/channels`],
    ['deliveries', `/${tenant}/channels/deliveries`],
  ];
  return (
    <nav aria-label={t('label')} className="flex gap-4 border-line border-b">
      {links.map(([tab, href]) => (
        <Link
          key={tab}
          href={href}
          className={tabStyles}
          {...(tab === current ? { 'data-state': 'active', 'aria-current': 'page' as const } : {})}
        >
          {t(tab)}
        </Link>
      ))}
    </nav>
  );
}
