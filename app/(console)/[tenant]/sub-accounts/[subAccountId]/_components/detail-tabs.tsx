'use client';
import { useTranslations } from 'next-intl';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { useCan } from '#components/can.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { AccessTab } from './access-tab.tsx';
import { AlertsTab } from './alerts-tab.tsx';
import { CutOffTab } from './cut-off-tab.tsx';
import { type DetailTab, detailTabs } from './detail-tab-names.ts';
import { OverviewTab } from './overview-tab.tsx';
import { ProjectsTab } from './projects-tab.tsx';
import { QuotaTab } from './quota-tab.tsx';

type DetailTabsProps = {
  account: SubAccountDetailOut;
  tab: DetailTab;
  onTab: (tab: DetailTab) => void;
  onDialog: (dialog: AccountDialog) => void;
};

/** Only the open tab is there, so that nothing asks the cloud before somebody wants to know. */
export function DetailTabs({ account, tab, onTab, onDialog }: DetailTabsProps) {
  const t = useTranslations('subAccounts.tabs');
  const mayReadAlerts = useCan('alert:read');
  const mayReadQuota = useCan('quota:read');
  const shown = detailTabs.filter(
    (name) => (name !== 'alerts' || mayReadAlerts) && (name !== 'quota' || mayReadQuota),
  );
  const change = (value: string) => {
    const next = detailTabs.find((name) => name === value);
    if (next) onTab(next);
  };
  return (
    <Tabs value={shown.includes(tab) ? tab : 'overview'} onValueChange={change}>
      <TabsList aria-label={t('label')}>
        {shown.map((name) => (
          <TabsTrigger key={name} value={name}>
            {t(name)}
            {name === 'projects' && account.projectCount > 0 ? (
              <span className="font-normal text-faint tabular-nums">{account.projectCount}</span>
            ) : null}
            {name === 'cut-off' && account.openSagaId ? (
              <span aria-hidden className="size-1.5 rounded-full bg-danger-fill" />
            ) : null}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value="overview">
        <OverviewTab account={account} onTab={onTab} />
      </TabsContent>
      <TabsContent value="projects">
        <ProjectsTab account={account} />
      </TabsContent>
      <TabsContent value="access">
        <AccessTab account={account} />
      </TabsContent>
      <TabsContent value="quota">
        <QuotaTab account={account} />
      </TabsContent>
      <TabsContent value="cut-off">
        <CutOffTab account={account} onDialog={onDialog} />
      </TabsContent>
      <TabsContent value="alerts">
        <AlertsTab account={account} />
      </TabsContent>
    </Tabs>
  );
}
