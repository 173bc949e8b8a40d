import Link from 'next/link';
import { tabStyles } from '#components/ui/tab-styles.ts';

type LinkTabsProps = {
  /** What a screen reader calls the bar. */
  label: string;
  /** The address of the tab that is open. */
  current: string;
  tabs: readonly { href: string; label: string }[];
};

/** Pages that belong together, as tabs with an address each. */
export function LinkTabs({ label, current, tabs }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="flex gap-4 border-line border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          className={tabStyles}
          {...(tab.href === current ? { 'data-state': 'active', 'aria-current': 'page' as const } : {})}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
