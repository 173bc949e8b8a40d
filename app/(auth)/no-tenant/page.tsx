import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { SignOutButton } from '#app/(auth)/_components/sign-out-button.tsx';
import { sessionUser } from '#app/session.ts';
import { getProfile } from '#server/users/service.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.noTenant');
  return { title: t('title') };
}

/** For people who were removed from their last tenant, or whose invitation is still on its way. */
export default async function NoTenantPage() {
  const userId = await sessionUser();
  if (!userId) redirect('/sign-in');
  const [t, { email }] = await Promise.all([getTranslations('auth.noTenant'), getProfile(userId)]);
  return (
    <>
      <Heading title={t('heading')}>{t('body', { email })}</Heading>
      <SignOutButton path="/sign-in">{t('signOut')}</SignOutButton>
    </>
  );
}
