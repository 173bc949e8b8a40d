'use client';
import { Ban, CircleCheck, ScanSearch, SearchX, UserX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { roundAmount } from '#lib/money.ts';
import type { SandboxOut } from '#server/sandbox/schema.ts';
import { hatchedPart, type SandboxAccount } from './race.ts';
import { useReadBill } from './use-sandbox.ts';

/** More than these stay behind a button. */
const SHOWN = 8;

type AccountsCardProps = { sandbox: SandboxOut; chosen: string | null; onChoose: (id: string) => void };

/** Every managed sub-account: what AirGate says of it, and what the cloud would let it do. */
export function AccountsCard({ sandbox, chosen, onChoose }: AccountsCardProps) {
  const t = useTranslations('sandbox');
  const [all, setAll] = useState(false);
  const { accounts, currency } = sandbox;
  const check = useReadBill(sandbox.cloudAccountId);
  const ranked = useMemo(() => accounts.toSorted((a, b) => rankOf(a) - rankOf(b)), [accounts]);
  const shown = all ? ranked : ranked.slice(0, SHOWN);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('accounts.title')}</CardTitle>
        <Can permission="spending:check">
          <Button size="sm" pending={check.isPending} onClick={() => check.mutate()}>
            <ScanSearch aria-hidden />
            {t('check.action')}
          </Button>
        </Can>
      </CardHeader>
      {accounts.length === 0 ? (
        <EmptyState icon={<UserX />} title={t('accounts.empty')} className="py-8">
          {t('accounts.emptyBody')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {shown.map((account) => (
            <AccountRow
              key={account.subAccountId}
              account={account}
              currency={currency}
              isChosen={account.subAccountId === chosen}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
      {accounts.length > shown.length ? (
        <div className="border-line border-t p-1.5 text-center">
          <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
            {t('accounts.more', { count: accounts.length })}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

/** What is on the move comes first, then what is cut off, then what spends; otherwise as they come. */
function rankOf({ state, blocked, running }: SandboxAccount): number {
  if (state === 'cutting_off' || state === 'restoring') return 0;
  if (state === 'cut_off' || blocked) return 1;
  return roundAmount(running) > 0n ? 2 : 3;
}

type AccountRowProps = {
  account: SandboxAccount;
  currency: string;
  isChosen: boolean;
  onChoose: (id: string) => void;
};

function AccountRow({ account, currency, isChosen, onChoose }: AccountRowProps) {
  const t = useTranslations('sandbox');
  const { subAccountId, userName, displayName, state, quota, unread, running } = account;
  const runs = roundAmount(running) > 0n;
  return (
    <li
      className={cn(
        'relative grid items-center gap-x-4 gap-y-1.5 px-4 py-2 text-sm transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1.1fr)_minmax(0,1.4fr)]',
        isChosen && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <div className="min-w-0">
        <button
          type="button"
          aria-pressed={isChosen}
          aria-label={t('accounts.select', { name: userName })}
          onClick={() => onChoose(subAccountId)}
          className="block max-w-full truncate text-left font-medium text-ink outline-none after:absolute after:inset-0"
        >
          {userName}
        </button>
        <span className="block truncate text-faint text-xs">
          {[displayName, ...account.projects].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge status={quota || state !== 'active' ? state : 'no_quota'} />
        <CloudVerdict blocked={account.blocked} />
      </div>
      <div className="min-w-0 space-y-0.5">
        <QuotaBar
          spent={quota?.spent ?? '0'}
          {...hatchedPart(unread)}
          limit={quota?.granted ?? null}
          currency={currency}
        />
        <p className="flex justify-between gap-3 text-faint text-xs tabular-nums">
          <span>
            {roundAmount(unread) > 0n
              ? t.rich('accounts.unreadRich', { amount: () => <Money amount={unread} /> })
              : null}
          </span>
          <span className={cn(runs && 'text-soft')}>
            {runs ? t.rich('pace.perHourRich', { amount: () => <Money amount={running} /> }) : null}
          </span>
        </p>
      </div>
    </li>
  );
}

const verdicts = {
  gone: { icon: SearchX, ink: 'text-danger' },
  locked_out: { icon: Ban, ink: 'text-danger' },
  denied: { icon: Ban, ink: 'text-danger' },
} as const;

/** Whether the cloud lets it spend, whatever AirGate believes. */
function CloudVerdict({ blocked }: Pick<SandboxAccount, 'blocked'>) {
  const t = useTranslations('sandbox');
  const { icon: Icon, ink } = blocked ? verdicts[blocked] : { icon: CircleCheck, ink: 'text-success' };
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-soft text-xs">
      <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
      {`${t('accounts.cloud')}: ${t(`cloudSide.${blocked ?? 'works'}`)}`}
    </span>
  );
}
