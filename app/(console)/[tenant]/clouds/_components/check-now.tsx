'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ScanSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { type Check, useChecks } from './use-checks.ts';

/** Starts a spending check; while one runs it says how far it is. */
export function CheckNow({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const { running } = useChecks(account.id);
  const start = useMutation(
    trpc.spending.startCheck.mutationOptions({
      onError,
      onSuccess: () =>
        toast.success(t('check.started', { name: account.name }), { description: t('check.startedHint') }),
      onSettled: () => queries.invalidateQueries(trpc.spending.checks.pathFilter()),
    }),
  );
  return (
    <Can permission="spending:check">
      {running ? (
        <Button disabled className="tabular-nums disabled:opacity-100">
          <Spinner />
          {t('check.running')}
          <CheckShare check={running} />
        </Button>
      ) : (
        <Button pending={start.isPending} onClick={() => start.mutate({ cloudAccountId: account.id })}>
          <ScanSearch aria-hidden />
          {t('actions.check')}
        </Button>
      )}
    </Can>
  );
}

function CheckShare({ check }: { check: Check }) {
  if (check.slicesTotal === 0) return null;
  return <span className="text-faint">{`${check.slicesDone}/${check.slicesTotal}`}</span>;
}
