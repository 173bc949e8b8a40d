'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefresh } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { late } from '#components/ui/late.ts';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast.tsx';
import { formatBasisPoints } from '#lib/i18n/format.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { parseSteps } from './parse-steps.ts';

const rules = late(() => import('#server/iam/schema.ts'));

type Mode = 'inherit' | 'own';

/** When to be told: the tenant's steps or its own, and which of them have fired since the last allocation. */
export function AlertSteps({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('quotas.steps');
  const invalid = useTranslations('errors.reasons')('alert_steps_invalid');
  const save = useTranslations('common.actions')('save');
  const locale = useLocale();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const enabled = useCan('quota:read');
  const quota = useQuery(trpc.quotas.get.queryOptions({ subAccountId: account.id }, { enabled })).data;
  const [mode, setMode] = useState<Mode>(account.alertStepsInherited ? 'inherit' : 'own');
  const [text, setText] = useState(account.alertSteps.join(', '));
  const update = useMutation(
    trpc.iam.update.mutationOptions({
      onSuccess: async () => {
        toast.success(t('saved'));
        await refresh();
      },
    }),
  );
  const steps = mode === 'inherit' ? null : parseSteps(text);
  const input = { subAccountId: account.id, alertSteps: steps };
  // Rules that are still on their way find no fault; the server knows them too.
  const fault = rules.useParts(true, false)?.updateSubAccountInput.safeParse(input).error;
  const valid = steps === null || (steps.length > 0 && !fault);
  const changed =
    mode === 'inherit'
      ? !account.alertStepsInherited
      : account.alertStepsInherited || steps?.join() !== account.alertSteps.join();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid && changed) update.mutate(input);
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-4">
        <ul className="flex flex-wrap gap-2 text-sm">
          {(
            quota?.steps ??
            account.alertSteps.map((step) => ({ step, state: 'armed' as const, firedAt: null }))
          ).map(({ step, state, firedAt }) => (
            <li key={step} className="inline-flex items-center gap-1.5">
              <Badge tone={state === 'fired' ? (step >= 100 ? 'danger' : 'warning') : 'neutral'}>
                {formatBasisPoints(locale, step * 100)}
                <span className="font-normal">{t(`state.${state}`)}</span>
                {firedAt ? <Ago time={firedAt} className="font-normal" /> : null}
              </Badge>
            </li>
          ))}
        </ul>
        <form onSubmit={submit} noValidate className="space-y-4">
          <FormField label={t('which')}>
            <RadioGroup value={mode} onValueChange={(value) => setMode(value === 'own' ? 'own' : 'inherit')}>
              <Radio value="inherit" label={t('inherit')} hint={t('inheritHint')} />
              <Radio value="own" label={t('own')} />
            </RadioGroup>
          </FormField>
          {mode === 'own' ? (
            <FormField label={t('percentages')} hint={t('hint')} error={valid ? undefined : invalid}>
              <Input
                value={text}
                onChange={(event) => setText(event.target.value)}
                inputMode="numeric"
                autoComplete="off"
                placeholder="50, 80, 90"
              />
            </FormField>
          ) : null}
          {update.isError ? <ProblemPanel error={update.error} /> : null}
          <Can permission="sub-account:update">
            <Button type="submit" pending={update.isPending} disabled={!changed || !valid}>
              {save}
            </Button>
          </Can>
        </form>
      </CardBody>
    </Card>
  );
}
