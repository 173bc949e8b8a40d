import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/link-tabs.tsx';

type Tab = 'channels' | 'deliveries';

/** The two pages about reaching people: where alerts go, and whether they arrived. */
export function ChannelTabs({ tenant, current }: { tenant: string; current: Tab }) {
  const t = useTranslations('channels.tabs');
  const hrefs = { channels: `/${tenant}/channels`, deliveries: `/${tenant}/channels/deliveries` };
  const tabs = [
    { href: hrefs.channels, label: t('channels') },
    { href: hrefs.deliveries, label: t('deliveries') },
  ];
  return <LinkTabs label={t('label')} current={hrefs[current]} tabs={tabs} />;
}
