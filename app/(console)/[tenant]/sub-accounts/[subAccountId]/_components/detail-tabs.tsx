'use client';
import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense } from 'react';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { useCan } from '#components/can.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { type DetailTab, detailTabs } from './detail-tab-names.ts';

// Drawn on the server, and brought to life behind the head of the page.
const AccessTab = lazy(() => import('./access-tab.tsx').then((m) => ({ default: m.AccessTab })));
const AlertsTab = lazy(() => import('./alerts-tab.tsx').then((m) => ({ default: m.AlertsTab })));
const CutOffTab = lazy(() => import('./cut-off-tab.tsx').then((m) => ({ default: m.CutOffTab })));
const OverviewTab = lazy(() => import('./overview-tab.tsx').then((m) => ({ default: m.OverviewTab })));
const ProjectsTab = lazy(() => import('./projects-tab.tsx').then((m) => ({ default: m.ProjectsTab })));
const QuotaTab = lazy(() => import('./quota-tab.tsx').then((m) => ({ default: m.QuotaTab })));

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
      <Part value="overview">
        <OverviewTab account={account} onTab={onTab} />
      </Part>
      <Part value="projects">
        <ProjectsTab account={account} />
      </Part>
      <Part value="access">
        <AccessTab account={account} />
      </Part>
      <Part value="quota">
        <QuotaTab account={account} />
      </Part>
      <Part value="cut-off">
        <CutOffTab account={account} onDialog={onDialog} />
      </Part>
      <Part value="alerts">
        <AlertsTab account={account} />
      </Part>
    </Tabs>
  );
}

function Part({ value, children }: { value: DetailTab; children: ReactNode }) {
  return (
    <TabsContent value={value}>
      <Suspense fallback={<Skeleton className="h-96 w-full rounded-lg" />}>{children}</Suspense>
    </TabsContent>
  );
}
