'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { askForReset } from '#app/(auth)/reset/actions.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';

/** Asks for a link. The answer is the same whether or not somebody has the mailbox. */
export function RequestForm() {
  const t = useTranslations('auth.reset');
  const [state, send, pending] = useActionState(askForReset, null);
  const toSignIn = (
    <Link href="/sign-in" className="w-fit rounded-sm text-accent-ink text-sm hover:underline">
      {t('back')}
    </Link>
  );
  if (state?.ok) {
    return (
      <>
        <Heading title={t('sentTitle')}>{t('sentBody', { email: state.value.email })}</Heading>
        {toSignIn}
      </>
    );
  }
  return (
    <>
      <Heading title={t('heading')}>{t('body')}</Heading>
      <form action={send} className="grid gap-4">
        <Notice>{state?.problem.detail}</Notice>
        <FormField label={t('email')}>
          <Input className="h-9" type="email" name="email" autoComplete="username" autoFocus required />
        </FormField>
        <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
          {t('submit')}
        </Button>
        {toSignIn}
      </form>
    </>
  );
}
