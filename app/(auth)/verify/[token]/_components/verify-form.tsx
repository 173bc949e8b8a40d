'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { verifyMailbox } from '#app/(auth)/reset/actions.ts';
import { Button } from '#components/ui/button.tsx';

export function VerifyForm({ token }: { token: string }) {
  const t = useTranslations('auth.verify');
  const [state, verify, pending] = useActionState(verifyMailbox, null);
  if (state?.ok || state?.problem.reason === 'link_invalid') {
    return (
      <>
        {state.ok ? (
          <Heading title={t('doneTitle')}>{t('doneBody', { email: state.value.email })}</Heading>
        ) : (
          <Heading title={t('invalidTitle')}>{t('invalidBody')}</Heading>
        )}
        <Button asChild variant="primary" size="lg" className="w-full">
          <Link href="/">{t('on')}</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <Heading title={t('title')}>{t('ask')}</Heading>
      <form action={verify} className="grid gap-4">
        <Notice>{state?.problem.detail}</Notice>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          {t('confirm')}
        </Button>
      </form>
    </>
  );
}
