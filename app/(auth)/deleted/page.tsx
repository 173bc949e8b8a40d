import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { SignOutButton } from '#app/(auth)/_components/sign-out-button.tsx';
import { deletedTenant, sessionUser } from '#app/session.ts';
import { Button } from '#components/ui/button.tsx';
import { AppError } from '#lib/errors.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { can } from '#lib/permissions.ts';
import { systemClock } from '#server/core/ctx.ts';
import { readDeleted } from '#server/tenants/service/lifecycle.ts';
import { listMyTenants } from '#server/tenants/service.ts';
import { RestoreForm } from './_components/restore-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tenant.deleted');
  return { title: t('title') };
}

/** What members see of a tenant while it is deleted; its owner restores it here. */
export default async function DeletedPage({ searchParams }: PageProps<'/deleted'>) {
  const { tenant: slug } = await searchParams;
  const userId = await sessionUser();
  if (!userId) redirect('/sign-in');
  if (typeof slug !== 'string') redirect('/');
  const ctx = await deletedTenant(slug).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    const { reason } = error;
    redirect(reason.startsWith('sso_') ? `/sso?${new URLSearchParams({ reason, tenant: slug })}` : '/');
  });
  const [t, auth, locale, tenant, mine] = await Promise.all([
    getTranslations('tenant.deleted'),
    getTranslations('auth.noTenant'),
    getLocale(),
    readDeleted(ctx),
    listMyTenants(userId),
  ]);
  const time = (at: Date | null) => (at ? formatDate(locale, at, tenant.timeZone, 'minute') : '');
  const over = tenant.purgeAt !== null && tenant.purgeAt <= systemClock();
  return (
    <>
      <Heading title={t('heading', { tenant: tenant.name })}>
        {over
          ? t('over')
          : t('body', {
              by: tenant.deletedBy ?? '',
              at: time(tenant.deletedAt),
              until: time(tenant.purgeAt),
            })}
      </Heading>
      <div className="grid gap-4">
        <p className="text-pretty text-sm text-soft">{t('clouds')}</p>
        {over ? null : can(ctx.actor, 'tenant:delete') ? (
          <RestoreForm slug={tenant.slug} label={t('restore', { tenant: tenant.name })} />
        ) : (
          <p className="text-pretty text-sm">{t('ask')}</p>
        )}
        {mine.some(({ status }) => status === 'active') ? (
          <Button asChild size="lg">
            <Link href="/">{t('other')}</Link>
          </Button>
        ) : (
          <SignOutButton path="/sign-in">{auth('signOut')}</SignOutButton>
        )}
      </div>
    </>
  );
}
