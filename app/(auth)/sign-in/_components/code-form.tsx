'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { useSignIn } from '#app/(auth)/_components/use-sign-in.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Credentials } from './sign-in.tsx';

type CodeFormProps = { path: string; credentials: Credentials; onBack: () => void };

/** The second step. The password stays in this page's memory and is sent once more with the code. */
export function CodeForm({ path, credentials, onBack }: CodeFormProps) {
  const t = useTranslations('auth.signIn');
  const signIn = useSignIn(path);
  const [pending, startTransition] = useTransition();
  const [refused, setRefused] = useState<string | null>(null);
  const code = useRef<HTMLInputElement>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get('code'));
    setRefused(null);
    startTransition(async () => {
      const refusal = await signIn({ ...credentials, code: given });
      setRefused(refusal?.sentence ?? null);
      if (refusal) code.current?.select();
    });
  };

  return (
    <>
      <Heading title={t('codeTitle')}>{t('codeBody', { email: credentials.email })}</Heading>
      <form method="post" onSubmit={submit} className="grid gap-4">
        <Notice>{refused}</Notice>
        <FormField label={t('code')} hint={t('codeHint')}>
          <Input
            ref={code}
            className="h-9 tabular-nums"
            name="code"
            inputMode="text"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
            autoFocus
            required
          />
        </FormField>
        <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
          {t('verify')}
        </Button>
        <Button type="button" variant="ghost" size="lg" onClick={onBack}>
          {t('back')}
        </Button>
      </form>
    </>
  );
}
