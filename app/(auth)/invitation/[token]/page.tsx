import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { SignOutButton } from '#app/(auth)/_components/sign-out-button.tsx';
import { sessionUser } from '#app/session.ts';
import { Button } from '#components/ui/button.tsx';
import { AppError } from '#lib/errors.ts';
import { formatDate } from '#lib/i18n/format.ts';
import { systemClock } from '#server/core/ctx.ts';
import { type InvitationView, readInvitation } from '#server/members/service/acceptance.ts';
import { getProfile } from '#server/users/service.ts';
import { JoinForm } from './_components/join-form.tsx';
import { NewcomerForm } from './_components/newcomer-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.invitation');
  // The address holds the secret of the invitation.
  return { title: t('title'), referrer: 'no-referrer' };
}

export default async function InvitationPage({ params }: PageProps<'/invitation/[token]'>) {
  const { token } = await params;
  const found = await readInvitation(token, systemClock()).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (found instanceof AppError) return <Unusable reason={found.reason} />;
  const [t, roleName, locale] = await Promise.all([
    getTranslations('auth.invitation'),
    getTranslations('members.roles'),
    getLocale(),
  ]);
  const until = formatDate(locale, found.expiresAt, found.timeZone, 'minute');
  return (
    <>
      <Heading title={t('heading', { tenant: found.tenantName })}>
        {t('asRole', {
          role: found.role === 'custom' ? (found.roleName ?? '') : roleName(found.role),
          until,
        })}
      </Heading>
      {found.onlySso ? (
        <ThroughProvider slug={found.onlySso} tenantName={found.tenantName} />
      ) : found.hasAccount ? (
        <WithAccount token={token} invitation={found} />
      ) : (
        <NewcomerForm token={token} email={found.email} tenantName={found.tenantName} />
      )}
    </>
  );
}

/** The provider makes them a member with the role of the invitation, or with the one that it maps them to. */
async function ThroughProvider({ slug, tenantName }: { slug: string; tenantName: string }) {
  const t = await getTranslations('sso.page');
  return (
    <div className="grid gap-4">
      <p className="text-pretty text-sm">{t('toInvitation', { tenant: tenantName })}</p>
      <Button asChild variant="primary" size="lg">
        <a href={`/api/sso/start?${new URLSearchParams({ tenant: slug })}`}>{t('continue')}</a>
      </Button>
    </div>
  );
}

/** The mailbox has an account: its owner joins signed in with it, and nobody else does. */
async function WithAccount({ token, invitation }: { token: string; invitation: InvitationView }) {
  const t = await getTranslations('auth.invitation');
  const { email, tenantName } = invitation;
  const userId = await sessionUser();
  const here = `/invitation/${token}`;
  if (!userId) {
    const query = new URLSearchParams({ callbackUrl: here, email });
    return (
      <div className="grid gap-4">
        <p className="text-pretty text-sm">{t('signInFirst', { email })}</p>
        <Button asChild variant="primary" size="lg">
          <Link href={`/sign-in?${query}`}>{t('signIn', { email })}</Link>
        </Button>
      </div>
    );
  }
  const { email: current } = await getProfile(userId);
  if (current === email) {
    return (
      <div className="grid gap-4">
        <p className="text-pretty text-sm">{t('signedInAs', { email })}</p>
        <JoinForm token={token} tenantName={tenantName} />
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <p className="text-pretty text-sm">{t('otherMailbox', { invited: email, current })}</p>
      <SignOutButton path={here}>{t('switch')}</SignOutButton>
    </div>
  );
}

const SHUT = { tenant_suspended: 'suspendedTitle', tenant_deleted: 'deletedTitle' } as const;

async function Unusable({ reason }: { reason: AppError['reason'] }) {
  const shut = reason === 'tenant_suspended' || reason === 'tenant_deleted' ? reason : null;
  const [t, reasons] = await Promise.all([
    getTranslations('auth.invitation'),
    getTranslations('errors.reasons'),
  ]);
  return (
    <>
      <Heading title={t(shut ? SHUT[shut] : 'invalidTitle')}>
        {shut ? reasons(shut) : t('invalidBody')}
      </Heading>
      <Button asChild size="lg" className="w-full">
        <Link href="/sign-in">{t('toSignIn')}</Link>
      </Button>
    </>
  );
}
