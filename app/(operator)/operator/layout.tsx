import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '#app/messages.tsx';
import { pageDoor, sessionUser } from '#app/session.ts';
import { TrpcProvider } from '#app/trpc/client.tsx';
import { PermissionsProvider } from '#components/can.tsx';
import { sidebarCookie } from '#components/frame/types.ts';
import { AppError } from '#lib/errors.ts';
import { homeOf } from '#server/tenants/service/home.ts';
import { getProfile } from '#server/users/service.ts';
import { OperatorShell } from './_components/operator-shell.tsx';
import { readZone, zoneCookie } from './_components/viewer-zone.ts';

export async function generateMetadata(): Promise<Metadata> {
  const [t, common] = await Promise.all([getTranslations('nav'), getTranslations('common')]);
  const area = t('operatorArea');
  return { title: { default: area, template: `%s · ${area} · ${common('product')}` } };
}

/** The area of platform operators; for everybody else there is nothing at this address. */
export default async function OperatorLayout({ children }: LayoutProps<'/operator'>) {
  const userId = await sessionUser();
  if (!userId) redirect('/sign-in?callbackUrl=/operator');
  const door = await pageDoor(null);
  const ctx = await door.platform().catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const [profile, home, jar] = await Promise.all([getProfile(userId), homeOf(userId), cookies()]);
  const permissions = [...ctx.actor.permissions];
  return (
    <AreaMessages area="operator">
      <TrpcProvider tenant={null}>
        <PermissionsProvider permissions={permissions}>
          <OperatorShell
            user={{ name: profile.name, email: profile.email }}
            permissions={permissions}
            consoleHref={home ?? undefined}
            defaultCollapsed={jar.get(sidebarCookie)?.value === '1'}
            knownZone={readZone(jar.get(zoneCookie)?.value)}
          >
            {children}
          </OperatorShell>
        </PermissionsProvider>
      </TrpcProvider>
    </AreaMessages>
  );
}
