'use client';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { AccountDialog } from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { useRetrySaga } from '#app/(console)/[tenant]/sub-accounts/_components/use-cut-off-actions.ts';
import { Ago } from '#components/ago.tsx';
import { Can, useCan } from '#components/can.tsx';
import { SagaView } from '#components/saga-view.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { useSagaSteps } from './saga-steps.tsx';
import { useSaga } from './use-sub-account.ts';

type LiveSagaProps = {
  sagaId: string;
  account: SubAccountDetailOut;
  onDialog: (dialog: AccountDialog) => void;
};

/** The saga that is not finished, every second anew: each step with its state, time and proof. */
export function LiveSaga({ sagaId, account, onDialog }: LiveSagaProps) {
  const t = useTranslations('cutOff');
  const words = useTranslations('common.saga');
  const saga = useSaga(sagaId);
  const stepsOf = useSagaSteps();
  const retry = useRetrySaga();
  const mayRetry = useCan('sub-account:cut-off');
  if (saga.isError) return <ProblemPanel error={saga.error} onRetry={() => void saga.refetch()} />;
  if (!saga.data) return <Skeleton className="h-80 w-full rounded-lg" />;
  const { kind, state, reason, requestedBy, startedAt, steps } = saga.data;
  const done = steps.filter((step) => step.state === 'done').length;
  const failed = state === 'failed';
  return (
    <Card>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle>
            {t(failed ? `live.${kind}Failed` : `live.${kind}`, { name: account.userName })}
          </CardTitle>
          <p className="text-soft text-xs">
            {t.rich('byRich', {
              reason: t(`reason.${reason}`),
              who: requestedBy,
              time: () => <Ago time={startedAt} />,
            })}
          </p>
        </div>
        <span className="text-soft text-sm tabular-nums">
          {words('progress', { done, total: steps.length })}
        </span>
      </CardHeader>
      <CardBody className="space-y-5">
        <SagaView
          steps={stepsOf(saga.data)}
          startedAt={startedAt}
          onRetry={failed && mayRetry ? () => retry.mutate({ sagaId }) : undefined}
          retrying={retry.isPending ? (steps.find((step) => step.state === 'failed')?.id ?? null) : null}
        />
        {retry.isError ? <ProblemPanel error={retry.error} /> : null}
      </CardBody>
      {failed ? (
        <CardFooter>
          <span className="min-w-0 flex-1 basis-60 text-pretty">{t(`live.${kind}FailedBody`)}</span>
          {kind === 'cut_off' ? (
            <Can permission="sub-account:restore">
              <Button onClick={() => onDialog('restore')}>{t('banner.restoreInstead')}</Button>
            </Can>
          ) : (
            <Can permission="sub-account:cut-off">
              <Button onClick={() => onDialog('cut-off')}>{t('banner.cutOffInstead')}</Button>
            </Can>
          )}
        </CardFooter>
      ) : null}
    </Card>
  );
}
