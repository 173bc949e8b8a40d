'use client';
import { ChevronRight, HandCoins, Hourglass } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { RunsOut } from '#app/(console)/[tenant]/sub-accounts/_components/runs-out.tsx';
import { Can, useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { Freshness } from '#components/freshness.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { lateComponent } from '#components/ui/late-component.tsx';
import { formatMoney } from '#lib/i18n/format.ts';
import type { MySubAccount } from '#server/requests/schema.ts';

const MyBurnDown = lateComponent(() => import('./my-burn-down.tsx').then((m) => m.MyBurnDown));

type AccountCardProps = { account: MySubAccount; onAsk: () => void };

/** One sub-account of the reader's: how much is gone, when the rest will be, and how to get more. */
export function AccountCard({ account, onAsk }: AccountCardProps) {
  const t = useTranslations('requests.me.accounts');
  const actions = useTranslations('requests.actions');
  const locale = useLocale();
  const tenant = useTenant();
  const linked = useCan('sub-account:read');
  const [open, setOpen] = useState(false);
  const chartId = useId();
  const { pendingRequest: pending, quota } = account;
  const name = (
    <h3 className="min-w-0 truncate font-medium text-base text-ink" title={account.userName}>
      {linked ? (
        <Link href={`/${tenant.slug}/sub-accounts/${account.id}`} className="rounded-sm hover:underline">
          {account.userName}
        </Link>
      ) : (
        account.userName
      )}
    </h3>
  );
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3.5">
        {name}
        <StatusBadge status={account.status} />
        <span className="text-faint text-sm max-sm:hidden">{account.cloudAccount.name}</span>
        <Freshness
          source={account.cloudAccount.name}
          completeThrough={account.freshness.completeThrough}
          className="ml-auto max-sm:ml-0"
        />
      </div>
      <div className="px-4 pt-3 pb-3.5">
        <QuotaBar
          size="tall"
          bare
          spent={quota?.spent ?? '0.00'}
          limit={quota?.granted ?? null}
          currency={quota?.currency ?? tenant.currency}
          steps={account.alertSteps}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3 border-line border-t px-4 py-2.5">
        <Figures account={account} />
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2 max-sm:ml-0 max-sm:justify-start">
          <Button
            size="sm"
            variant="ghost"
            aria-expanded={open}
            aria-controls={chartId}
            onClick={() => setOpen(!open)}
          >
            <ChevronRight aria-hidden className={cn('size-4 transition-transform', open && 'rotate-90')} />
            {t(open ? 'hide' : 'show')}
          </Button>
          {pending ? (
            <span className="inline-flex items-center gap-1.5 text-sm text-soft">
              <Hourglass aria-hidden className="size-3.5 text-accent-ink" />
              {t('waiting', {
                amount: formatMoney(locale, pending.amount),
                currency: quota?.currency ?? tenant.currency,
              })}
            </span>
          ) : (
            <Can permission="quota:request">
              <Button size="sm" variant="primary" onClick={onAsk}>
                <HandCoins aria-hidden className="size-4" />
                {actions('ask')}
                <span className="sr-only">: {account.userName}</span>
              </Button>
            </Can>
          )}
        </div>
      </div>
      <div id={chartId} className={open ? 'border-line border-t' : 'hidden'}>
        {open ? <MyBurnDown account={account} /> : null}
      </div>
    </Card>
  );
}

function Figures({ account }: { account: MySubAccount }) {
  const t = useTranslations('requests.me.accounts');
  const { timeZone } = useClock();
  const { quota, forecast } = account;
  if (!quota) return <p className="text-faint text-sm">{t('noQuota')}</p>;
  const over = quota.remaining.startsWith('-');
  const forecasts = new Map(forecast ? [[account.id, forecast]] : []);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <Figure term={t(over ? 'over' : 'left')}>
        <Money
          amount={over ? quota.remaining.slice(1) : quota.remaining}
          currency={quota.currency}
          className={over ? 'text-danger' : ''}
        />
      </Figure>
      <Figure term={t('runsOut')}>
        <RunsOut account={account} forecasts={forecasts} timeZone={timeZone} />
      </Figure>
    </dl>
  );
}

function Figure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-soft text-xs">{term}</dt>
      <dd className="font-medium text-ink text-sm tabular-nums">{children}</dd>
    </div>
  );
}
