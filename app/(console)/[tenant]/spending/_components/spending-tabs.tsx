import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/link-tabs.tsx';

type Tab = 'spending' | 'checks';

/** What was spent, and where the figures come from. */
export function SpendingTabs({ tenant, current }: { tenant: string; current: Tab }) {
  const t = useTranslations('spending.tabs');
  const hrefs = { spending: `/${tenant}/spending`, checks: `/${tenant}/spending/checks` };
  const tabs = [
    { href: hrefs.spending, label: t('spending') },
    { href: hrefs.checks, label: t('checks') },
  ];
  return <LinkTabs label={t('label')} current={hrefs[current]} tabs={tabs} />;
}
