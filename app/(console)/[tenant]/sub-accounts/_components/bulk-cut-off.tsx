'use client';
import { useTranslations } from 'next-intl';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { BulkProgress } from './bulk-progress.tsx';
import { mayCutOff } from './standing.ts';
import { useBulkRun } from './use-bulk-run.ts';
import { useRefresh } from './use-refresh.ts';

type BulkCutOffProps = { accounts: readonly SubAccountOut[]; onClose: () => void; onDone: () => void };

const NAMED = 5;

/** Cuts off many after their number was typed; those that are cut off already are left alone. */
export function BulkCutOff({ accounts, onClose, onDone }: BulkCutOffProps) {
  const t = useTranslations('subAccounts.bulk');
  const confirm = useTranslations('cutOff.confirm');
  const actions = useTranslations('common.actions');
  const client = useTRPCClient();
  const refresh = useRefresh();
  const targets = accounts.filter(mayCutOff);
  const { run, start } = useBulkRun<SubAccountOut>(({ done, failed }) => {
    void refresh();
    if (failed > 0) toast.warning(t('begunSome', { done, failed }));
    else toast(t('begun', { count: done }));
  });
  const begin = (chosen: readonly SubAccountOut[]) =>
    void start(chosen, ({ id }) => client.cutOff.cutOff.mutate({ subAccountId: id }));
  const leave = () => {
    if (run.state === 'done') onDone();
    onClose();
  };
  if (run.state === 'idle') {
    const names = targets.slice(0, NAMED).map((target) => target.userName);
    const more = targets.length - names.length;
    const guarded = targets.filter((target) => target.protected).length;
    return (
      <ConfirmDestroy
        open
        onOpenChange={(open) => !open && onClose()}
        title={t('cutOffTitle', { count: targets.length })}
        name={t('cutOffPhrase', { count: targets.length })}
        irreversible={false}
        consequences={[
          <span key="names" className="text-ink">
            {more > 0 ? t('namesMore', { names: names.join(', '), more }) : names.join(', ')}
          </span>,
          ...(targets.length < accounts.length
            ? [t('leftAlone', { count: accounts.length - targets.length })]
            : []),
          ...(guarded > 0 ? [t('guarded', { count: guarded })] : []),
          confirm('keys'),
          confirm('login'),
          confirm('wayBack'),
        ]}
        action={confirm('action')}
        onConfirm={() => begin(targets)}
      />
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && leave()}>
      <DialogContent
        title={t('cutOffTitle', { count: run.total })}
        footer={
          <>
            {run.state === 'done' && run.failures.length > 0 ? (
              <Button onClick={() => begin(run.failures.map((failure) => failure.target))}>
                {t('retryFailed', { count: run.failures.length })}
              </Button>
            ) : null}
            <Button variant="primary" onClick={leave}>
              {run.state === 'running' ? t('leave') : actions('done')}
            </Button>
          </>
        }
      >
        <BulkProgress run={run} />
      </DialogContent>
    </Dialog>
  );
}
