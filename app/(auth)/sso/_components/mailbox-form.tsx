'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useHydrated } from '#app/(auth)/_components/use-hydrated.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';

/** Asks for the mailbox. It leaves by a link: the policy of this site lets no form lead to another one. */
export function MailboxForm({ email, path }: { email: string; path: string }) {
  const t = useTranslations('sso.page');
  const hydrated = useHydrated();
  const [leaving, setLeaving] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('email'));
    setLeaving(true);
    window.location.assign(`/api/sso/start?${new URLSearchParams({ email: typed, callbackUrl: path })}`);
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <FormField label={t('email')}>
        <Input
          className="h-9"
          type="email"
          name="email"
          defaultValue={email}
          autoComplete="username"
          autoFocus
          required
        />
      </FormField>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        pending={leaving}
        disabled={!hydrated}
        className="mt-1"
      >
        {t('submit')}
      </Button>
      <Link href="/sign-in" className="w-fit rounded-sm text-accent-ink text-sm hover:underline">
        {t('back')}
      </Link>
    </form>
  );
}
