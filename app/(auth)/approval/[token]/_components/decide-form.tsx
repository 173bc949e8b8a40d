'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState } from 'react';
import { Heading } from '#app/(auth)/_components/heading.tsx';
import { Notice } from '#app/(auth)/_components/notice.tsx';
import { decide } from '#app/(auth)/approval/[token]/actions.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

type DecideFormProps = {
  token: string;
  verdict: 'approve' | 'reject';
  person: string;
  /** What was asked for, as a decimal string. */
  amount: string;
  currency: string;
  slug: string;
  /** What stands above the button until it is pressed. */
  children: ReactNode;
};

/** The button that decides; afterwards, what was done. */
export function DecideForm({ token, verdict, person, amount, currency, slug, children }: DecideFormProps) {
  const t = useTranslations('auth.approval');
  const [state, send, pending] = useActionState(decide, null);
  if (state?.ok) {
    const done = state.value.state === 'approved' ? 'approved' : 'rejected';
    return (
      <div role="status">
        <Heading title={t(`${done}Title`)}>{t(`${done}Body`, state.value)}</Heading>
        <Button asChild size="lg" className="w-full">
          <Link href={`/${slug}/requests`}>{t('console')}</Link>
        </Button>
      </div>
    );
  }
  const fault = state?.problem;
  const wrong = (name: string) => fault?.errors?.find(({ path }) => path === name)?.message;
  return (
    <form action={send} className="grid gap-4">
      <div>{children}</div>
      <Notice>{wrong('amount') ? null : fault?.detail}</Notice>
      <input type="hidden" name="token" value={token} />
      {verdict === 'approve' ? (
        <FormField
          label={`${t('amount')} (${currency})`}
          hint={t('amountHint', { person })}
          error={wrong('amount')}
        >
          <Input name="amount" inputMode="decimal" autoComplete="off" defaultValue={amount} />
        </FormField>
      ) : null}
      <FormField label={t('note', { person })} optional>
        <Textarea name="note" rows={2} maxLength={500} />
      </FormField>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t(verdict)}
      </Button>
    </form>
  );
}
