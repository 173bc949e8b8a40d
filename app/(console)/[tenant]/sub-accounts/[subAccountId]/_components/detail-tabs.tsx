'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { useCan } from '#components/can.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { type DetailTab, detailTabs } from './detail-tab-names.ts';

const AccessTab = dynamic(() => import('./access-tab.tsx').then((m) => m.AccessTab));
const AlertsTab = dynamic(() => import('./alerts-tab.tsx').then((m) => m.AlertsTab));
const CutOffTab = dynamic(() => import('./cut-off-tab.tsx').then((m) => m.CutOffTab));
const OverviewTab = dynamic(() => import('./overview-tab.tsx').then((m) => m.OverviewTab));
const ProjectsTab = dynamic(() => import('./projects-tab.tsx').then((m) => m.ProjectsTab));
const QuotaTab = dynamic(() => import('./quota-tab.tsx').then((m) => m.QuotaTab));

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
