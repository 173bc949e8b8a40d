'use client';
import { useTranslations } from 'next-intl';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { useRunOrders } from './use-order.ts';

export type Order = 'retry' | 'cancel';

type OrderDialogProps = { order: Order; runId: string; onClose: () => void };

/** Asks before an order is given, and says what it will do. */
export function OrderDialog({ order, runId, onClose }: OrderDialogProps) {
  const t = useTranslations('operator.jobs.run');
  const orders = useRunOrders();
  const words =
    order === 'retry'
      ? { title: t('retryTitle'), body: t('retryBody'), action: t('retry') }
      : { title: t('cancelTitle'), body: t('cancelBody'), action: t('cancel') };
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent
        title={words.title}
        description={words.body}
        action={words.action}
        danger={order === 'cancel'}
        onAction={() => orders[order].mutate({ runId })}
      />
    </AlertDialog>
  );
}

/** Which order a run in this state can be given. */
export function orderFor(state: string): Order | null {
  if (state === 'failed') return 'retry';
  return state === 'queued' || state === 'running' ? 'cancel' : null;
}
