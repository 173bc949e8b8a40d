'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { PasswordInput } from '#app/(auth)/_components/password-input.tsx';
import { resetPassword } from '#app/(auth)/reset/actions.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';

/** The new password, then the way to the sign-in: a second factor is still asked for there. */
export function ChooseForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('auth.reset');
  const [state, save, pending] = useActionState(resetPassword, null);
  if (state?.ok) {
    return (
      <>
        <Heading title={t('doneTitle')}>{t('doneBody')}</Heading>
        <Button asChild variant="primary" size="lg" className="w-full">
          <Link href={`/sign-in?${new URLSearchParams({ email })}`}>{t('signIn')}</Link>
        </Button>
      </>
    );
  }
  const error = state?.problem.errors?.find(({ path }) => path === 'password')?.message;
  return (
    <>
      <Heading title={t('chooseHeading')}>{t('chooseBody', { email })}</Heading>
      <form action={save} className="grid gap-4">
        <Notice>{error ? null : state?.problem.detail}</Notice>
        <input type="hidden" name="token" value={token} />
        {/* Tells password managers whose password it is. */}
        <input type="text" name="$username" autoComplete="username" value={email} readOnly hidden />
        <FormField label={t('password')} hint={t('hint')} error={error}>
          <PasswordInput
            name="password"
            autoComplete="new-password"
            minLength={10}
            maxLength={200}
            autoFocus
            required
          />
        </FormField>
        <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
          {t('save')}
        </Button>
      </form>
    </>
  );
}
