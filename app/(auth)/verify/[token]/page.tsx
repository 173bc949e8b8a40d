import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { VerifyForm } from './_components/verify-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.verify');
  // The address holds the secret of the link.
  return { title: t('title'), referrer: 'no-referrer' };
}

export default async function VerifyPage({ params }: PageProps<'/verify/[token]'>) {
  const { token } = await params;
  return <VerifyForm token={token} />;
}
