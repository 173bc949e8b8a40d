'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { PasswordInput } from '#app/(auth)/_components/password-input.tsx';
import { useHydrated } from '#app/(auth)/_components/use-hydrated.ts';
import { useSignIn } from '#app/(auth)/_components/use-sign-in.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Credentials } from './sign-in.tsx';

type SignInFormProps = {
  path: string;
  email: string;
  /** Mailbox and password are right, and a code is needed beside them. */
  onCodeNeeded: (credentials: Credentials) => void;
};

/** Mailbox and password. After a refusal the password is selected, ready to be typed again. */
export function SignInForm({ path, email, onCodeNeeded }: SignInFormProps) {
  const t = useTranslations('auth.signIn');
  const signIn = useSignIn(path);
  const hydrated = useHydrated();
  const [pending, startTransition] = useTransition();
  const [refused, setRefused] = useState<string | null>(null);
  const password = useRef<HTMLInputElement>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setRefused(null);
    startTransition(async () => {
      const credentials = { email: String(form.get('email')), password: String(form.get('password')) };
      const refusal = await signIn(credentials);
      if (refusal?.reason === 'second_factor_needed') return onCodeNeeded(credentials);
      setRefused(refusal?.sentence ?? null);
      if (refusal) password.current?.select();
    });
  };

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <Notice>{refused}</Notice>
      <FormField label={t('email')}>
        <Input
          className="h-9"
          type="email"
          name="email"
          defaultValue={email}
          autoComplete="username"
          autoFocus={email === ''}
          required
        />
      </FormField>
      <FormField label={t('password')}>
        <PasswordInput
          ref={password}
          name="password"
          autoComplete="current-password"
          autoFocus={email !== ''}
          required
        />
      </FormField>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        pending={pending}
        disabled={!hydrated}
        className="mt-1"
      >
        {t('submit')}
      </Button>
      <Link href="/reset" className="w-fit rounded-sm text-accent-ink text-sm hover:underline">
        {t('forgot')}
      </Link>
    </form>
  );
}
