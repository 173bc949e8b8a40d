import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { AreaMessages } from '#app/messages.tsx';
import { pageDoor, sessionUser } from '#app/session.ts';
import { TrpcProvider } from '#app/trpc/client.tsx';
import { callerFor, Hydrated, queryClient, trpcFor } from '#app/trpc/server.tsx';
import { PermissionsProvider } from '#components/can.tsx';
import { sidebarCookie } from '#components/frame/types.ts';
import { AppError } from '#lib/errors.ts';
import { leadsAny } from '#server/teams/service/reach.ts';
import { noteLastTenant } from '#server/tenants/service/home.ts';
import { listMyTenants } from '#server/tenants/service.ts';
import { getProfile } from '#server/users/service.ts';
import { ConsoleShell } from './_components/console-shell.tsx';
import { tenantLink } from './_components/tenant-link.ts';
import { TransferNotice } from './_components/transfer-notice.tsx';

/** The session is a good one, but does not open this tenant. */
const SHUT: ReadonlySet<string> = new Set(['sso_required', 'sso_elsewhere']);

/** The console of one tenant: who is asking, what they may, and the frame around every page. */
export default async function TenantLayout({ params, children }: LayoutProps<'/[tenant]'>) {
  const { tenant: slug } = await params;
  const userId = await sessionUser();
  if (!userId) redirect(`/sign-in?callbackUrl=/${slug}`);
  const door = await pageDoor(slug);
  const ctx = await door.tenant().catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    if (error instanceof AppError && SHUT.has(error.reason))
      redirect(`/sso?${new URLSearchParams({ reason: error.reason, tenant: slug })}`);
    if (error instanceof AppError && error.reason === 'tenant_deleted') redirect(`/deleted?tenant=${slug}`);
    throw error;
  });
  const caller = await callerFor(slug);
  const [tenants, profile, alerts, hasTeams, jar] = await Promise.all([
    listMyTenants(userId),
    getProfile(userId),
    // Somebody whose role holds little may not even count alerts.
    ctx.actor.permissions.has('alert:read') ? caller.alerts.counts() : { warning: 0, critical: 0 },
    // A lead finds the way to their teams, whatever their role holds.
    ctx.actor.permissions.has('team:read') || leadsAny(ctx),
    cookies(),
    noteVisit(userId, ctx.tenant.id),
    // Columns and views of every table, and what the sidebar holds, so that the first paint is right.
    queryClient().prefetchQuery(trpcFor(slug).views.list.queryOptions({})),
    queryClient().prefetchQuery(trpcFor(slug).sandbox.list.queryOptions()),
  ]);
  return (
    <AreaMessages area="console">
      <TrpcProvider tenant={slug}>
        <PermissionsProvider permissions={[...ctx.actor.permissions]}>
          {/* The page may be drawn first, and the frame would stand without them for a moment. */}
          <Hydrated needed={['views.list', 'sandbox.list']}>
            <ConsoleShell
              tenant={ctx.tenant}
              tenants={tenants.filter(({ status }) => status !== 'deleted').map(tenantLink)}
              user={{ name: profile.name, email: profile.email }}
              isOperator={profile.isOperator}
              permissions={[...ctx.actor.permissions]}
              role={ctx.actor.kind === 'user' ? ctx.actor.role : 'viewer'}
              openAlerts={alerts.warning + alerts.critical}
              hasTeams={hasTeams}
              defaultCollapsed={jar.get(sidebarCookie)?.value === '1'}
            >
              {ctx.actor.permissions.has('tenant:read') ? <TransferNotice tenant={slug} /> : null}
              {children}
            </ConsoleShell>
          </Hydrated>
        </PermissionsProvider>
      </TrpcProvider>
    </AreaMessages>
  );
}

/** What is only fetched ahead of time is not visited. */
async function noteVisit(userId: string, tenantId: string): Promise<void> {
  const head = await headers();
  if (head.has('next-router-prefetch')) return;
  await noteLastTenant(userId, tenantId);
}
