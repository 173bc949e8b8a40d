'use client';
import { ScanSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { CloudAccount } from './cloud-list.ts';
import { type Check, useChecks } from './use-checks.ts';
import { useStartCheck } from './use-start-check.ts';

/** Starts a spending check; while one runs it says how far it is. */
export function CheckNow({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const { running } = useChecks(account.id);
  const start = useStartCheck(account);
  return (
    <Can permission="spending:check">
      {running ? (
        <Button disabled className="tabular-nums disabled:opacity-100">
          <Spinner />
          {t('check.running')}
          <CheckShare check={running} />
        </Button>
      ) : (
        <Button pending={start.pending} onClick={() => start.run(false)}>
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
