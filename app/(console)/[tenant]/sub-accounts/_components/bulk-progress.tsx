'use client';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Progress } from '#components/ui/progress.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { BulkRun } from './use-bulk-run.ts';

/** How far a bulk action is, and which of them failed for which reason. */
export function BulkProgress({ run }: { run: BulkRun<SubAccountOut> }) {
  const t = useTranslations('subAccounts.bulk');
  const requestIdWord = useTranslations('common.error')('requestId');
  const problem = useProblem();
  const tried = run.done + run.failures.length;
  return (
    <div className="space-y-4">
      <div role="status" className="space-y-2">
        <p className="flex items-center gap-2 text-sm tabular-nums">
          {run.state === 'done' && run.failures.length === 0 ? (
            <CircleCheck aria-hidden className="size-4 text-success" />
          ) : null}
          {t('progress', { tried, total: run.total })}
        </p>
        <Progress value={tried} max={Math.max(1, run.total)} label={t('progressLabel')} />
        {run.state === 'running' ? <p className="text-faint text-xs">{t('mayLeave')}</p> : null}
      </div>
      {run.failures.length > 0 ? (
        <div className="space-y-2">
          <p className="flex items-center gap-2 font-medium text-danger text-sm">
            <CircleAlert aria-hidden className="size-4" />
            {t('failed', { count: run.failures.length })}
          </p>
          <ul className="max-h-60 space-y-2 overflow-y-auto text-sm">
            {run.failures.map(({ target, error }) => {
              const { detail, requestId } = problem(error);
              return (
                <li key={target.id} className="rounded-md border border-line px-3 py-2">
                  <p className="font-medium">{target.userName}</p>
                  <p className="text-pretty text-soft">{detail}</p>
                  {requestId ? (
                    <p className="font-mono text-faint text-xs">{`${requestIdWord} ${requestId}`}</p>
                  ) : null}
                </li>
              );
            })}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
