import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Button } from '#components/ui/button.tsx';
import { AppError } from '#lib/errors.ts';
import { systemClock } from '#server/core/ctx.ts';
import { readResetLink } from '#server/users/service/reset.ts';
import { ChooseForm } from './_components/choose-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.reset');
  // The address holds the secret of the link.
  return { title: t('title'), referrer: 'no-referrer' };
}

export default async function ChoosePage({ params }: PageProps<'/reset/[token]'>) {
  const { token } = await params;
  const found = await readResetLink({ token }, systemClock()).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (found) return <ChooseForm token={token} email={found.email} />;
  const t = await getTranslations('auth.reset');
  return (
    <>
      <Heading title={t('invalidTitle')}>{t('invalidBody')}</Heading>
      <Button asChild size="lg" className="w-full">
        <Link href="/reset">{t('again')}</Link>
      </Button>
    </>
  );
}
