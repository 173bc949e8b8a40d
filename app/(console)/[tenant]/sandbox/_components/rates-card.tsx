'use client';
import { useMutation } from '@tanstack/react-query';
import { ChevronsDown, ChevronsUp, CirclePause, CirclePlay, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { AmountInput } from '#app/(console)/[tenant]/sub-accounts/_components/amount-input.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Money } from '#components/money.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { FormField } from '#components/ui/form-field.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { SandboxOut } from '#server/sandbox/schema.ts';
import { isProduct, type Product, ProductSelect } from './product-select.tsx';
import { type SandboxAccount, scaled } from './race.ts';
import { useRefreshSandbox } from './use-sandbox.ts';

type RatesCardProps = { sandbox: SandboxOut; account: SandboxAccount | undefined };

/** What a sub-account's projects spend by themselves, faster, slower or no more. */
export function RatesCard({ sandbox, account }: RatesCardProps) {
  const t = useTranslations('sandbox.pace');
  const notAllowed = useTranslations('sandbox')('notAllowed');
  const trpc = useTRPC();
  const refresh = useRefreshSandbox();
  const [product, setProduct] = useState<Product>('ark_bd');
  const [amount, setAmount] = useState('60.00');
  const set = useMutation(trpc.sandbox.setRate.mutationOptions({ onSettled: refresh }));
  if (!account) return null;
  const { cloudAccountId, currency } = sandbox;
  const rates = sandbox.rates.filter(({ subAccountId }) => subAccountId === account.subAccountId);
  const [projectName] = account.projects;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <span className="text-soft text-xs">{account.userName}</span>
      </CardHeader>
      {rates.length === 0 ? (
        <p className="px-4 pt-3 text-soft text-sm">{t('empty')}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-b">
          {rates.map((rate) => (
            <RateRow
              key={rate.id}
              rate={rate}
              disabled={set.isPending}
              onChange={(amountPerHour) =>
                set.mutate({
                  cloudAccountId,
                  projectName: rate.projectName,
                  product: rate.product,
                  rateId: rate.id,
                  amountPerHour,
                })
              }
            />
          ))}
        </ul>
      )}
      <CardBody>
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (projectName)
              set.mutate({ cloudAccountId, projectName, product, amountPerHour: amount.trim() });
          }}
        >
          <div className="grid gap-3 sm:grid-cols-2">
            <FormField label={t('add')}>
              <ProductSelect value={product} onChange={setProduct} />
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
            <Button type="submit" pending={set.isPending} disabled={!projectName}>
              {t('action')}
            </Button>
          </Can>
          {set.error ? <ProblemPanel error={set.error} /> : null}
        </form>
      </CardBody>
    </Card>
  );
}

type RateRowProps = {
  rate: SandboxOut['rates'][number];
  disabled: boolean;
  onChange: (amountPerHour: string) => void;
};

function RateRow({ rate, disabled, onChange }: RateRowProps) {
  const t = useTranslations('sandbox.pace');
  const products = useTranslations('sandbox.products');
  const Icon = rate.running ? CirclePlay : CirclePause;
  const buttons = [
    { label: t('slower'), icon: ChevronsDown, amount: scaled(rate.amountPerHour, 'slower') },
    { label: t('faster'), icon: ChevronsUp, amount: scaled(rate.amountPerHour, 'faster') },
    { label: t('stop'), icon: X, amount: '0' },
  ];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2 text-sm">
      <div className="min-w-0">
        <p className="truncate text-ink">
          {isProduct(rate.product) ? products(rate.product) : rate.product}
          <span className="text-faint text-xs">{` · ${rate.projectName}`}</span>
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-soft text-xs tabular-nums">
          <span
            className={cn('inline-flex items-center gap-1', rate.running ? 'text-success' : 'text-danger')}
          >
            <Icon aria-hidden className="size-3.5" />
            {t(rate.running ? 'running' : 'stopped')}
          </span>
          {t.rich('perHourRich', { amount: () => <Money amount={rate.amountPerHour} /> })}
        </p>
      </div>
      <Can permission="sandbox:control">
        <div className="flex">
          {buttons.map(({ label, icon: ButtonIcon, amount }) => (
            <Tooltip key={label} content={label}>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={label}
                disabled={disabled}
                onClick={() => onChange(amount)}
              >
                <ButtonIcon aria-hidden />
              </Button>
            </Tooltip>
          ))}
        </div>
      </Can>
    </li>
  );
}
