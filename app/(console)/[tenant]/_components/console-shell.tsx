'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { setLocale } from '#app/actions.ts';
import { signOut } from '#app/session-client.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { ZoneProvider } from '#components/clock.tsx';
import { ConsoleFrame } from '#components/frame/console-frame.tsx';
import type { TenantLink } from '#components/frame/types.ts';
import type { Role } from '#lib/permissions.ts';
import { BellPanel } from './bell/bell-panel.tsx';
import { useResults } from './bell/use-results.ts';
import { useSeen } from './bell/use-seen.ts';
import { useNavigation } from './navigation.tsx';
import { useCommands } from './palette/use-commands.tsx';
import { useRecordSearch } from './palette/use-record-search.tsx';
import { TenantProvider, type TenantView } from './tenant-context.tsx';
import { ViewsProvider } from './views/views-provider.tsx';

type ConsoleShellProps = {
  tenant: TenantView;
  tenants: TenantLink[];
  user: { name: string; email: string };
  isOperator: boolean;
  permissions: string[];
  role: Role;
  openAlerts: number;
  defaultCollapsed: boolean;
  children: ReactNode;
};

/** The frame with this tenant's navigation, commands and bell. */
export function ConsoleShell(props: ConsoleShellProps) {
  return (
    <TenantProvider tenant={props.tenant}>
      <ZoneProvider timeZone={props.tenant.timeZone}>
        <ViewsProvider>
          <Frame {...props} />
        </ViewsProvider>
      </ZoneProvider>
    </TenantProvider>
  );
}

function Frame({ tenant, tenants, isOperator, openAlerts, role, children, ...rest }: ConsoleShellProps) {
  const home = `/${tenant.slug}`;
  const { count, ...bell } = useBell(home, openAlerts);
  const { commands, dialogs } = useCommands(rest.permissions, role);
  return (
    <ConsoleFrame
      {...rest}
      nav={useNavigation(home, count)}
      modules={[]}
      tenants={{ current: { id: tenant.id, name: tenant.name, href: home }, all: tenants }}
      alerts={{ count, ...bell }}
      links={{ profile: `${home}/profile`, ...(isOperator && { operator: '/operator' }) }}
      commands={commands}
      search={useRecordSearch()}
      setLocale={setLocale}
      signOut={() => void signOut('/sign-in')}
    >
      {children}
      {dialogs}
    </ConsoleFrame>
  );
}

/** The badge keeps itself up to date; results of long work wait behind it. */
function useBell(home: string, openAlerts: number) {
  const trpc = useTRPC();
  const counts = useQuery({ ...trpc.alerts.counts.queryOptions(), refetchInterval: 15_000 });
  const count = counts.data ? counts.data.warning + counts.data.critical : openAlerts;
  const results = useResults();
  const { seenAt, look } = useSeen(home);
  const news = results.some((result) => result.state !== 'running' && result.at > seenAt);
  return { count, href: `${home}/alerts`, panel: <BellPanel results={results} />, news, onOpen: look };
}
