'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { RotateCcw, ScanSearch } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useRefreshAll } from '#app/(console)/[tenant]/guide/_components/use-guide.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { type Status, StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { formatDuration } from '#lib/i18n/format.ts';
import {
  amountForRound,
  hatchedPart,
  overshootOf,
  racerOf,
  type SandboxAccount,
  standingAfter,
} from './race.ts';
import { useReadBill, useSandbox, useSecondsSince } from './use-sandbox.ts';

/** Whoever gets through its quota fastest, by the second: the countdown, the cut-off, and another round. */
export function RacePanel({ cloudAccountId }: { cloudAccountId: string }) {
  const sandbox = useSandbox(cloudAccountId);
  const seconds = useSecondsSince(sandbox.dataUpdatedAt);
  if (!sandbox.data) {
    return sandbox.error ? (
      <ProblemPanel error={sandbox.error} onRetry={() => void sandbox.refetch()} />
    ) : (
      <Skeleton className="h-32 w-full" />
    );
  }
  const racer = racerOf(sandbox.data.accounts);
  if (!racer?.quota) return null;
  return (
    <Racer
      account={racer}
      quota={racer.quota}
      currency={sandbox.data.currency}
      seconds={seconds}
      cloudAccountId={cloudAccountId}
    />
  );
}

type RacerProps = {
  account: SandboxAccount;
  quota: NonNullable<SandboxAccount['quota']>;
  currency: string;
  seconds: number;
  cloudAccountId: string;
};

const titles = {
  active: 'title',
  cutting_off: 'titleCutting',
  cut_off: 'titleCut',
  restoring: 'titleRestoring',
} as const;

function Racer({ account, quota, currency, seconds, cloudAccountId }: RacerProps) {
  const t = useTranslations('sandbox.race');
  const { slug } = useTenant();
  const { unread, left } = standingAfter(account, seconds);
  const name = account.displayName ? `${account.displayName} (${account.userName})` : account.userName;
  const isOut = account.state === 'cut_off';
  const status: Status = account.state;
  const steps = useSteps(account.subAccountId);
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium text-ink text-sm">{t(titles[account.state], { name })}</h3>
        <StatusBadge status={status} />
      </div>
      <QuotaBar
        size="tall"
        spent={quota.spent}
        {...hatchedPart(unread)}
        limit={quota.granted}
        currency={currency}
        steps={steps}
      />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-60 text-sm text-soft">
          {isOut ? (
            <CutWords account={account} />
          ) : (
            <Countdown
              left={left}
              running={account.running}
              currency={currency}
              cloudAccountId={cloudAccountId}
            />
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {isOut ? (
            <>
              <Button asChild>
                <Link href={`/${slug}/sub-accounts/${account.subAccountId}?tab=cut-off`}>{t('show')}</Link>
              </Button>
              <AnotherRound account={account} />
            </>
          ) : (
            <CheckButton cloudAccountId={cloudAccountId} />
          )}
        </div>
      </div>
    </div>
  );
}

function Countdown({
  left,
  running,
  currency,
  cloudAccountId,
}: {
  left: number | null;
  running: string;
  currency: string;
  cloudAccountId: string;
}) {
  const t = useTranslations('sandbox.race');
  const locale = useLocale();
  const nextCheckAt = useNextCheck(cloudAccountId);
  return (
    <>
      <p className="font-medium text-ink tabular-nums">
        {left === null
          ? null
          : left === 0
            ? t('reached')
            : t('countdown', { duration: formatDuration(locale, Math.ceil(left) * 1_000) })}
      </p>
      <p className="flex flex-wrap gap-x-2">
        <span>{t.rich('perHourRich', { amount: () => <Money amount={running} currency={currency} /> })}</span>
        {nextCheckAt ? (
          <span>{t.rich('nextCheckRich', { when: () => <Ago time={nextCheckAt} /> })}</span>
        ) : null}
      </p>
      <p className="text-faint text-xs">{t('hatched')}</p>
    </>
  );
}

function CutWords({ account }: { account: SandboxAccount }) {
  const t = useTranslations('sandbox.race');
  const { currency } = useTenant();
  const over = overshootOf(account);
  return (
    <>
      <p>
        {over
          ? t.rich('cutBodyRich', { amount: () => <Money amount={over} currency={currency} /> })
          : t('cutBodyClean')}
      </p>
      <p className="text-faint text-xs">{t('againHint')}</p>
    </>
  );
}

function CheckButton({ cloudAccountId }: { cloudAccountId: string }) {
  const t = useTranslations('sandbox.check');
  const check = useReadBill(cloudAccountId);
  return (
    <Can permission="spending:check">
      <Button pending={check.isPending} onClick={() => check.mutate()}>
        <ScanSearch aria-hidden />
        {t('action')}
      </Button>
    </Can>
  );
}

/** As anybody would do it by hand: more quota, then the restore. */
function AnotherRound({ account }: { account: SandboxAccount }) {
  const t = useTranslations('sandbox.race');
  const client = useTRPCClient();
  const refresh = useRefreshAll();
  const onError = useToastProblem();
  const { subAccountId } = account;
  const round = useMutation({
    mutationFn: async () => {
      await client.quotas.allocate.mutate({
        subAccountId,
        amount: amountForRound(account),
        reason: t('reason'),
      });
      await client.cutOff.restore.mutate({ subAccountId });
    },
    onError,
    onSettled: refresh,
  });
  return (
    <Can permission={['quota:allocate', 'sub-account:restore']}>
      <Button variant="primary" pending={round.isPending} onClick={() => round.mutate()}>
        <RotateCcw aria-hidden />
        {t('again')}
      </Button>
    </Can>
  );
}

function useSteps(subAccountId: string): number[] {
  const trpc = useTRPC();
  const enabled = useCan('quota:read');
  const { data } = useQuery(trpc.quotas.get.queryOptions({ subAccountId }, { enabled }));
  return data?.steps.map(({ step }) => step).filter((step) => step < 100) ?? [];
}

function useNextCheck(cloudAccountId: string): string | null {
  const trpc = useTRPC();
  const enabled = useCan('spending:read');
  const { data } = useQuery(trpc.spending.summary.queryOptions({}, { enabled, refetchInterval: 15_000 }));
  return (
    data?.cloudAccounts.find((account) => account.cloudAccountId === cloudAccountId)?.nextCheckAt ?? null
  );
}
