'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { AmountInput } from '#app/(console)/[tenant]/sub-accounts/_components/amount-input.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Money } from '#components/money.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { SandboxOut } from '#server/sandbox/schema.ts';
import { type Product, ProductSelect } from './product-select.tsx';
import type { SandboxAccount } from './race.ts';
import { useRefreshSandbox } from './use-sandbox.ts';

type SpendCardProps = {
  sandbox: SandboxOut;
  account: SandboxAccount | undefined;
  onChoose: (subAccountId: string) => void;
};

/** Spends at once in a sub-account's name; the cloud refuses whoever is cut off. */
export function SpendCard({ sandbox, account, onChoose }: SpendCardProps) {
  const t = useTranslations('sandbox.spend');
  const notAllowed = useTranslations('sandbox')('notAllowed');
  const trpc = useTRPC();
  const refresh = useRefreshSandbox();
  const [chosenProject, setProject] = useState<string | null>(null);
  const [product, setProduct] = useState<Product>('ark_bd');
  const [amount, setAmount] = useState('10.00');
  const spend = useMutation(trpc.sandbox.spend.mutationOptions({ onSettled: refresh }));
  if (!account) return null;
  const { subAccountId, projects } = account;
  const projectName = projects.find((name) => name === chosenProject) ?? projects[0];
  const { cloudAccountId, currency } = sandbox;
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
            if (projectName)
              spend.mutate({ cloudAccountId, subAccountId, projectName, product, amount: amount.trim() });
          }}
        >
          <FormField label={t('account')}>
            <Select
              value={subAccountId}
              onValueChange={onChoose}
              options={sandbox.accounts.map((each) => ({ value: each.subAccountId, label: each.userName }))}
            />
          </FormField>
          <div className="grid gap-3 sm:grid-cols-2">
            <FormField label={t('project')}>
              <Select
                value={projectName ?? ''}
                onValueChange={setProject}
                disabled={projects.length === 0}
                options={projects.map((name) => ({ value: name, label: name }))}
              />
            </FormField>
            <FormField label={t('product')}>
              <ProductSelect value={product} onChange={setProduct} />
            </FormField>
          </div>
          <FormField label={t('amount')}>
            <AmountInput
              currency={currency}
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          </FormField>
          {projectName ? null : <p className="text-soft text-xs">{t('noProject')}</p>}
          <Can permission="sandbox:control" reason={notAllowed}>
            <Button type="submit" variant="primary" pending={spend.isPending} disabled={!projectName}>
              {t('action')}
            </Button>
          </Can>
          {spend.data ? (
            <p role="status" className={spend.data.booked ? 'text-sm text-soft' : 'text-danger text-sm'}>
              {spend.data.refusal
                ? t(`refused.${spend.data.refusal}`)
                : t.rich('bookedRich', {
                    amount: () => <Money amount={spend.variables?.amount ?? '0'} currency={currency} />,
                  })}
            </p>
          ) : null}
          {spend.error ? <ProblemPanel error={spend.error} /> : null}
        </form>
      </CardBody>
    </Card>
  );
}
