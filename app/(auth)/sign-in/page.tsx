import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { sessionUser } from '#app/session.ts';
import { returnPath } from '#server/users/policy.ts';
import { SignIn } from './_components/sign-in.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl, email } = await searchParams;
  const path = returnPath(callbackUrl);
  if (await sessionUser()) redirect(path);
  return <SignIn path={path} email={typeof email === 'string' ? email : ''} />;
}
