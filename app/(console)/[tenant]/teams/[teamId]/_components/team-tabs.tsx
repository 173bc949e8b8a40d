'use client';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { lazy, type ReactNode, Suspense } from 'react';
import type { TeamDialog } from '#app/(console)/[tenant]/teams/_components/team-dialogs.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx';
import type { TeamDetailOut } from '#server/teams/schema.ts';
import { TeamAccounts } from './team-accounts.tsx';
import { TeamsBelow } from './teams-below.tsx';

// Drawn on the server, and brought to life behind the head of the page.
const TeamKeys = lazy(() => import('./team-keys.tsx').then((m) => ({ default: m.TeamKeys })));
const TeamPeople = lazy(() => import('./team-people.tsx').then((m) => ({ default: m.TeamPeople })));

const tabs = ['subAccounts', 'members', 'keys', 'teams'] as const;
type Tab = (typeof tabs)[number];

type TeamTabsProps = { team: TeamDetailOut; onDialog: (dialog: TeamDialog) => void };

/** What belongs to the team, part by part; what the reader may not see is not there. */
export function TeamTabs({ team, onDialog }: TeamTabsProps) {
  const t = useTranslations('teams.page');
  const [asked, setAsked] = useQueryState(
    'tab',
    parseAsStringLiteral(tabs).withOptions({ history: 'push', scroll: false }),
  );
  const { reach, all, own } = team;
  const seen: Record<Tab, boolean> = { ...reach, teams: true };
  const counts: Record<Tab, number | null> = {
    subAccounts: all.subAccounts,
    members: own.members,
    keys: all.keys,
    teams: null,
  };
  const shown = tabs.filter((tab) => seen[tab]);
  const current = shown.find((tab) => tab === asked) ?? shown[0] ?? 'teams';
  const change = (value: string) => {
    const next = shown.find((tab) => tab === value);
    if (next) void setAsked(next);
  };
  return (
    <Tabs value={current} onValueChange={change}>
      <TabsList aria-label={t('label')}>
        {shown.map((tab) => (
          <TabsTrigger key={tab} value={tab}>
            {t(`tabs.${tab}`)}
            {counts[tab] ? <span className="font-normal text-faint tabular-nums">{counts[tab]}</span> : null}
          </TabsTrigger>
        ))}
      </TabsList>
      <Part value="subAccounts">
        <TeamAccounts team={team} />
      </Part>
      <Part value="members">
        <TeamPeople team={team} />
      </Part>
      <Part value="keys">
        <TeamKeys team={team} />
      </Part>
      <Part value="teams">
        <TeamsBelow team={team} onDialog={onDialog} />
      </Part>
    </Tabs>
  );
}

function Part({ value, children }: { value: Tab; children: ReactNode }) {
  return (
    <TabsContent value={value}>
      <Suspense fallback={<Skeleton className="h-96 w-full rounded-lg" />}>{children}</Suspense>
    </TabsContent>
  );
}
