import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { sessionUser } from '#app/session.ts';
import { returnPath } from '#server/users/policy.ts';
import { SignInForm } from './_components/sign-in-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl, email } = await searchParams;
  const path = returnPath(callbackUrl);
  if (await sessionUser()) redirect(path);
  const t = await getTranslations('auth.signIn');
  return (
    <>
      <Heading title={t('heading')} />
      <SignInForm path={path} email={typeof email === 'string' ? email : ''} />
      <p className="mt-6 text-pretty text-faint text-xs">{t('noAccount')}</p>
    </>
  );
}
