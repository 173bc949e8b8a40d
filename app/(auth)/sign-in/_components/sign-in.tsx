'use client';
import { KeyRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeForm } from './code-form.tsx';
import { SignInForm } from './sign-in-form.tsx';

export type Credentials = { email: string; password: string };

/** Mailbox and password, then the code of the second factor where there is one. */
export function SignIn({ path, email }: { path: string; email: string }) {
  const t = useTranslations('auth.signIn');
  const [half, setHalf] = useState<Credentials | null>(null);
  if (half) return <CodeForm path={path} credentials={half} onBack={() => setHalf(null)} />;
  return (
    <>
      <Heading title={t('heading')} />
      <SignInForm path={path} email={email} onCodeNeeded={setHalf} />
      <div className="my-5 flex items-center gap-3 text-faint text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </div>
      <Button asChild size="lg" className="w-full">
        <Link href={`/sso?${new URLSearchParams({ callbackUrl: path, ...(email && { email }) })}`}>
          <KeyRound aria-hidden />
          {t('sso')}
        </Link>
      </Button>
      <p className="mt-6 text-pretty text-faint text-xs">{t('noAccount')}</p>
    </>
  );
}
