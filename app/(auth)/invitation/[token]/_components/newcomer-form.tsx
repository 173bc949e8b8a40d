'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState, useTransition } from 'react';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { PasswordInput } from '#app/(auth)/_components/password-input.tsx';
import { useHydrated } from '#app/(auth)/_components/use-hydrated.ts';
import { useSignIn } from '#app/(auth)/_components/use-sign-in.ts';
import { joinAsNew } from '#app/(auth)/invitation/[token]/actions.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';

type Fault = { detail: string; fields: Record<string, string> };

/** Name and password of somebody new; once they are a member they are signed in at once. */
export function NewcomerForm({
  token,
  email,
  tenantName,
}: {
  token: string;
  email: string;
  tenantName: string;
}) {
  const t = useTranslations('auth.invitation');
  const signIn = useSignIn('/');
  const hydrated = useHydrated();
  const [pending, startTransition] = useTransition();
  const [fault, setFault] = useState<Fault | null>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.delete('email');
    setFault(null);
    startTransition(async () => {
      const state = await joinAsNew(null, form);
      if (state?.ok === false) {
        const { detail, errors = [] } = state.problem;
        setFault({ detail, fields: Object.fromEntries(errors.map((each) => [each.path, each.message])) });
        return;
      }
      const refused = await signIn({ email, password: String(form.get('password')) });
      if (refused) setFault({ detail: refused.sentence, fields: {} });
    });
  };

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <Notice>{fault?.detail}</Notice>
      <input type="hidden" name="token" value={token} />
      <FormField label={t('email')}>
        <Input className="h-9" type="email" name="email" value={email} autoComplete="username" readOnly />
      </FormField>
      <FormField label={t('name')} error={fault?.fields.name}>
        <Input className="h-9" name="name" autoComplete="name" maxLength={80} autoFocus required />
      </FormField>
      <FormField label={t('password')} hint={t('passwordHint')} error={fault?.fields.password}>
        <PasswordInput name="password" autoComplete="new-password" minLength={10} maxLength={200} required />
      </FormField>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        pending={pending}
        disabled={!hydrated}
        className="mt-1"
      >
        {t('accept', { tenant: tenantName })}
      </Button>
    </form>
  );
}
