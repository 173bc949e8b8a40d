import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Button } from '#components/ui/button.tsx';
import { resetIsPossible } from '#server/users/service/reset.ts';
import { RequestForm } from './_components/request-form.tsx';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.reset');
  return { title: t('title') };
}

export default async function ResetPage() {
  const t = await getTranslations('auth.reset');
  if (resetIsPossible()) return <RequestForm />;
  return (
    <>
      <Heading title={t('heading')}>{t('unconfigured')}</Heading>
      <Button asChild size="lg" className="w-full">
        <Link href="/sign-in">{t('back')}</Link>
      </Button>
    </>
  );
}
