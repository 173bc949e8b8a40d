import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/link-tabs.tsx';

type SettingsTabsProps = { tenant: string; current: 'general' | 'tenant' | 'signOn' };

/** The pages of the settings. */
export function SettingsTabs({ tenant, current }: SettingsTabsProps) {
  const t = useTranslations('sso.tabs');
  const hrefs = {
    general: `/${tenant}/settings`,
    tenant: `/${tenant}/settings/tenant`,
    signOn: `/${tenant}/settings/sign-on`,
  };
  return (
    <LinkTabs
      label={t('label')}
      current={hrefs[current]}
      tabs={[
        { href: hrefs.general, label: t('general') },
        { href: hrefs.tenant, label: t('tenant') },
        { href: hrefs.signOn, label: t('signOn') },
      ]}
    />
  );
}
