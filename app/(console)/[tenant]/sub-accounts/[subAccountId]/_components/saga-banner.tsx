'use client';
import { Ban, CircleX, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { useRetrySaga } from '#app/(console)/[tenant]/sub-accounts/_components/use-cut-off-actions.ts';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Progress } from '#components/ui/progress.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { useStepTitle } from './saga-words.ts';
import { useSaga } from './use-sub-account.ts';

type SagaBannerProps = {
  sagaId: string;
  account: SubAccountDetailOut;
  /** Leads to the steps; left out where they are on the screen already. */
  onShow: (() => void) | null;
  onDialog: (dialog: AccountDialog) => void;
};

/** A cut-off or restore that is not finished, on top of the page until it is. */
export function SagaBanner({ sagaId, account, onShow, onDialog }: SagaBannerProps) {
  const t = useTranslations('cutOff.banner');
  const progressWords = useTranslations('common.saga');
  const titleOf = useStepTitle();
  const saga = useSaga(sagaId);
  const retry = useRetrySaga();
  if (saga.isError) return <ProblemPanel error={saga.error} onRetry={() => void saga.refetch()} />;
  if (!saga.data) return <Skeleton className="h-20 w-full rounded-lg" />;
  const { kind, state, steps } = saga.data;
  const done = steps.filter((step) => step.state === 'done').length;
  const current = steps.find((step) => step.state !== 'done');
  const failed = state === 'failed';
  const Icon = failed ? CircleX : kind === 'cut_off' ? Ban : RotateCcw;
  const progress = progressWords('progress', { done, total: steps.length });
  return (
    <section
      aria-label={t(kind)}
      className={cn(
        'space-y-3 rounded-lg border px-4 py-3',
        failed || kind === 'cut_off' ? 'border-danger/40 bg-danger-soft' : 'border-info/40 bg-info-soft',
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div
          role="status"
          className={cn(
            'flex min-w-0 items-start gap-2.5 text-sm',
            failed || kind === 'cut_off' ? 'text-danger' : 'text-info',
          )}
        >
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div className="min-w-0">
            <p className="font-medium">
              {t(failed ? `${kind}Failed` : kind, { name: account.userName })}
              <span className="ml-2 font-normal tabular-nums">{progress}</span>
            </p>
            {current ? (
              <p className="flex items-start gap-1.5 text-ink">
                {failed ? null : <Spinner className="mt-0.75 size-3.5 shrink-0" />}
                <span className="min-w-0">
                  {titleOf(kind, current.name)}
                  {current.error ? <span className="text-soft"> – {current.error.message}</span> : null}
                  {current.error && !failed ? <span> {t('retrying')}</span> : null}
                </span>
              </p>
            ) : null}
          </div>
        </div>
        <div className="flex flex-wrap gap-2">
          {failed ? (
            <>
              <Can permission="sub-account:cut-off">
                <Button pending={retry.isPending} onClick={() => retry.mutate({ sagaId })}>
                  {t('retry')}
                </Button>
              </Can>
              {kind === 'cut_off' ? (
                <Can permission="sub-account:restore">
                  <Button onClick={() => onDialog('restore')}>{t('restoreInstead')}</Button>
                </Can>
              ) : (
                <Can permission="sub-account:cut-off">
                  <Button onClick={() => onDialog('cut-off')}>{t('cutOffInstead')}</Button>
                </Can>
              )}
            </>
          ) : null}
          {onShow ? <Button onClick={onShow}>{t('show')}</Button> : null}
        </div>
      </div>
      <Progress
        value={done}
        max={steps.length}
        label={progress}
        tone={failed || kind === 'cut_off' ? 'danger' : 'accent'}
      />
      {retry.isError ? <ProblemPanel error={retry.error} /> : null}
    </section>
  );
}
