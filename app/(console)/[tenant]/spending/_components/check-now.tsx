'use client';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ScanSearch } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { formatCount } from '#lib/i18n/format.ts';
import { type Check, useRunningChecks } from './use-running-checks.ts';
import { useStartChecks } from './use-start-checks.ts';

/** Reads the bills now, one cloud account or all of them; while that goes on it says how far it is. */
export function CheckNow() {
  const t = useTranslations('spending.check');
  const trpc = useTRPC();
  const running = useRunningChecks();
  const start = useStartChecks();
  const accounts = useQuery(trpc.spending.summary.queryOptions({})).data?.cloudAccounts ?? [];
  const [only] = accounts;
  if (!only) return null;
  const face = (
    <>
      <ScanSearch aria-hidden />
      {t('now')}
    </>
  );
  return (
    <Can permission="spending:check">
      {running.length > 0 ? (
        <RunningButton checks={running} />
      ) : accounts.length === 1 ? (
        <Button pending={start.pending} onClick={() => void start.run([only])}>
          {face}
        </Button>
      ) : (
        <DropdownMenu modal={false}>
          <DropdownMenuTrigger asChild>
            <Button pending={start.pending}>
              {face}
              <ChevronDown aria-hidden className="text-faint" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => void start.run(accounts)}>
              {t('all', { count: accounts.length })}
            </DropdownMenuItem>
            <DropdownMenuSeparator />
            {accounts.map((account) => (
              <DropdownMenuItem key={account.cloudAccountId} onSelect={() => void start.run([account])}>
                <span className="max-w-60 truncate">{account.name}</span>
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </Can>
  );
}

function RunningButton({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations('spending.check');
  const locale = useLocale();
  const sum = (of: (check: Check) => number) => checks.reduce((all, check) => all + of(check), 0);
  const total = sum((check) => check.slicesTotal);
  const rows = sum((check) => check.rows);
  return (
    <Button disabled className="tabular-nums disabled:opacity-100">
      <Spinner />
      {t('running')}
      {total > 0 ? (
        <span className="font-normal text-soft">{`${sum((check) => check.slicesDone)}/${total}`}</span>
      ) : null}
      {rows > 0 ? (
        <span className="font-normal text-faint">{t('rowsRead', { count: formatCount(locale, rows) })}</span>
      ) : null}
    </Button>
  );
}
