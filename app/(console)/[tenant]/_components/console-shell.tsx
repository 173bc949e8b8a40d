'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePendingCount } from '#app/(console)/[tenant]/requests/_components/use-pending-count.ts';
import { setLocale } from '#app/actions.ts';
import { signOut } from '#app/session-client.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { ZoneProvider } from '#components/clock.tsx';
import { ConsoleFrame } from '#components/frame/console-frame.tsx';
import type { TenantLink } from '#components/frame/types.ts';
import { lateComponent } from '#components/ui/late-component.tsx';
import type { RoleName } from '#lib/permissions.ts';
import { useResults } from './bell/use-results.ts';
import { useSeen } from './bell/use-seen.ts';
import { useNavigation } from './navigation.tsx';
import { TenantProvider, type TenantView } from './tenant-context.tsx';
import { ViewsProvider } from './views/views-provider.tsx';

const BellPanel = lateComponent(() => import('./bell/bell-panel.tsx').then((m) => m.BellPanel));

const ConsolePalette = lateComponent(() =>
  import('./palette/console-palette.tsx').then((m) => m.ConsolePalette),
);

type ConsoleShellProps = {
  tenant: TenantView;
  tenants: TenantLink[];
  user: { name: string; email: string };
  isOperator: boolean;
  permissions: string[];
  role: RoleName;
  openAlerts: number;
  /** Whether the reader sees teams: all of them by right, or those that they lead. */
  hasTeams: boolean;
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

function Frame({
  tenant,
  tenants,
  isOperator,
  openAlerts,
  hasTeams,
  role,
  children,
  ...rest
}: ConsoleShellProps) {
  const home = `/${tenant.slug}`;
  const { count, ...bell } = useBell(home, openAlerts);
  const current = tenants.find(({ id }) => id === tenant.id) ?? {
    id: tenant.id,
    name: tenant.name,
    href: home,
  };
  return (
    <ConsoleFrame
      {...rest}
      nav={useNavigation(home, { openAlerts: count, pendingRequests: usePendingCount() })}
      modules={[...useModules(), ...(hasTeams ? ['teams'] : [])]}
      tenants={{ current, all: tenants }}
      alerts={{ count, ...bell }}
      links={{ profile: `${home}/profile`, ...(isOperator && { operator: '/operator' }) }}
      palette={(props) => <ConsolePalette {...props} permissions={rest.permissions} role={role} />}
      setLocale={setLocale}
      signOut={() => void signOut('/sign-in')}
    >
      {children}
    </ConsoleFrame>
  );
}

/** Parts of the console that are there for some tenants only. */
function useModules(): string[] {
  const trpc = useTRPC();
  const enabled = useCan('cloud-account:read');
  const { data } = useQuery(trpc.sandbox.list.queryOptions(undefined, { enabled, staleTime: 60_000 }));
  return data && data.items.length > 0 ? ['sandbox'] : [];
}

/** The badge keeps itself up to date; results of long work wait behind it. */
function useBell(home: string, openAlerts: number) {
  const trpc = useTRPC();
  const enabled = useCan('alert:read');
  const counts = useQuery({
    ...trpc.alerts.counts.queryOptions(undefined, { enabled }),
    refetchInterval: 15_000,
  });
  const count = counts.data ? counts.data.warning + counts.data.critical : openAlerts;
  const results = useResults();
  const { seenAt, look } = useSeen(home);
  const news = results.some((result) => result.state !== 'running' && result.at > seenAt);
  return { count, href: `${home}/alerts`, panel: <BellPanel results={results} />, news, onOpen: look };
}
