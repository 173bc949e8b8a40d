'use client';
import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { AmountInput } from '#app/(console)/[tenant]/sub-accounts/_components/amount-input.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Money } from '#components/money.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { formatDay } from '#lib/i18n/format.ts';
import { addDays } from '#lib/periods.ts';
import type { SandboxOut } from '#server/sandbox/schema.ts';
import { useRefreshSandbox } from './use-sandbox.ts';

/** A bill that is amended late, as clouds do. */
export function CorrectCard({ sandbox }: { sandbox: SandboxOut }) {
  const t = useTranslations('sandbox.correct');
  const spendWords = useTranslations('sandbox.spend');
  const notAllowed = useTranslations('sandbox')('notAllowed');
  const locale = useLocale();
  const trpc = useTRPC();
  const refresh = useRefreshSandbox();
  const { cloudAccountId, currency, projects, clock } = sandbox;
  const [projectName, setProject] = useState(projects.at(-1)?.name ?? '');
  const [day, setDay] = useState(addDays(clock.today, -1));
  const [amount, setAmount] = useState('-5.00');
  const correct = useMutation(trpc.sandbox.correctBill.mutationOptions({ onSettled: refresh }));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardBody>
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            correct.mutate({ cloudAccountId, projectName, day, amount: amount.trim() });
          }}
        >
          <FormField label={spendWords('project')}>
            <Select
              value={projectName}
              onValueChange={setProject}
              options={projects.map(({ name }) => ({ value: name, label: name }))}
            />
          </FormField>
          <div className="grid gap-3 sm:grid-cols-2">
            <FormField label={t('day')}>
              <Input
                type="date"
                max={clock.today}
                value={day}
                onChange={(event) => setDay(event.target.value)}
              />
            </FormField>
            <FormField label={t('amount')}>
              <AmountInput
                currency={currency}
                value={amount}
                onChange={(event) => setAmount(event.target.value)}
              />
            </FormField>
          </div>
          <Can permission="sandbox:control" reason={notAllowed}>
            <Button type="submit" pending={correct.isPending}>
              {t('action')}
            </Button>
          </Can>
          <p className="text-pretty text-faint text-xs">{t('body')}</p>
          {correct.data ? (
            <p role="status" className="text-sm text-soft">
              {t.rich('doneRich', {
                day: formatDay(locale, correct.variables?.day ?? day, 'dayShort'),
                amount: () => <Money amount={correct.variables?.amount ?? '0'} currency={currency} />,
              })}
            </p>
          ) : null}
          {correct.error ? <ProblemPanel error={correct.error} /> : null}
        </form>
      </CardBody>
    </Card>
  );
}
