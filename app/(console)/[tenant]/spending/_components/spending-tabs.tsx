import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyles } from '#components/ui/tabs.tsx';

type Tab = 'spending' | 'checks';

/** What was spent, and where the figures come from. */
export function SpendingTabs({ tenant, current }: { tenant: string; current: Tab }) {
  const t = useTranslations('spending.tabs');
  const links: [Tab, string][] = [
    ['spending', `/${tenant}/spending`],
    ['checks', `/${tenant}/spending/checks`],
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
