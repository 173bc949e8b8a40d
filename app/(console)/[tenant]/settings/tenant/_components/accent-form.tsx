'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import { lostIn } from '#lib/contrast.ts';
import { useTenantChange } from './use-tenant-change.ts';

/** The colour, with the reason at once where it would be lost in one of the themes. */
export function AccentForm({ tenant }: { tenant: { accent: string | null } }) {
  const t = useTranslations('tenant.branding');
  const reasons = useTranslations('errors.reasons');
  const trpc = useTRPC();
  const changed = useTenantChange();
  const allowed = useCan('tenant:update');
  const [typed, setTyped] = useState(tenant.accent ?? '');
  const accent = typed.trim().toLowerCase();
  const whole = /^#[0-9a-f]{6}$/.test(accent);
  const lost = whole ? lostIn(accent) : null;
  const fault = lost ? reasons(`accent_${lost}`) : accent !== '' && !whole ? reasons('accent_format') : null;
  const save = useMutation(
    trpc.tenant.update.mutationOptions({
      onSuccess: async () => {
        toast.success(t('accentSaved'));
        await changed();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ accent: accent === '' ? null : accent });
  };
  const dirty = accent !== (tenant.accent ?? '');
  return (
    <Card>
      <form onSubmit={submit} noValidate>
        <fieldset disabled={!allowed}>
          <legend className="sr-only">{t('accent')}</legend>
          <CardBody className="flex items-start gap-2">
            <FormField label={t('accent')} hint={t('accentHint')} error={fault} className="w-72 min-w-0">
              <Input
                mono
                value={typed}
                placeholder="#c2410c"
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
              />
            </FormField>
            <input
              type="color"
              aria-label={t('accentPick')}
              value={whole ? accent : '#c2410c'}
              onChange={(event) => setTyped(event.target.value)}
              className="mt-6.5 h-8 w-12 shrink-0 rounded-md border border-control bg-surface p-1"
            />
          </CardBody>
        </fieldset>
        {save.isError ? (
          <CardBody className="pt-0">
            <ProblemPanel error={save.error} />
          </CardBody>
        ) : null}
        <CardFooter>
          <span />
          <span className="flex gap-2">
            {typed ? (
              <Button disabled={!allowed} onClick={() => setTyped('')}>
                {t('clear')}
              </Button>
            ) : null}
            <Button
              type="submit"
              variant="primary"
              disabled={!allowed || !dirty || fault !== null}
              pending={save.isPending}
            >
              {t('save')}
            </Button>
          </span>
        </CardFooter>
      </form>
    </Card>
  );
}
