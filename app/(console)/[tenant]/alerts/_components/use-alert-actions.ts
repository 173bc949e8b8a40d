'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { AlertOut } from '#server/alerts/schema.ts';

export type AlertAction = 'acknowledge' | 'resolve' | 'reopen';
type Target = Pick<AlertOut, 'id' | 'state'>;

const startsFrom: Record<AlertAction, readonly AlertOut['state'][]> = {
  acknowledge: ['open'],
  resolve: ['open', 'acknowledged'],
  reopen: ['acknowledged', 'resolved'],
};

/** The alerts that an action would change. */
export function changedBy<T extends Target>(action: AlertAction, alerts: readonly T[]): T[] {
  return alerts.filter((alert) => startsFrom[action].includes(alert.state));
}

/** Acknowledge, resolve and reopen, one or many, each with a way back. */
export function useAlertActions() {
  const t = useTranslations('alerts.done');
  const undoWord = useTranslations('common.actions')('undo');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const refresh = () => queries.invalidateQueries(trpc.alerts.pathFilter());
  const acknowledge = useMutation(trpc.alerts.acknowledge.mutationOptions());
  const resolve = useMutation(trpc.alerts.resolve.mutationOptions());
  const reopen = useMutation(trpc.alerts.reopen.mutationOptions());
  const calls = { acknowledge, resolve, reopen };
  const send = (action: AlertAction, alerts: readonly Target[]) =>
    calls[action].mutateAsync({ alertIds: alerts.map((alert) => alert.id) });

  /** Back to the states from before: reopened first, then acknowledged or resolved again. */
  const undo = async (alerts: readonly Target[]) => {
    const were = (state: AlertOut['state']) => alerts.filter((alert) => alert.state === state);
    try {
      await send('reopen', alerts);
      if (were('acknowledged').length > 0) await send('acknowledge', were('acknowledged'));
      if (were('resolved').length > 0) await send('resolve', were('resolved'));
      toast(t('undone'));
    } catch (error) {
      onError(error);
    }
    await refresh();
  };

  const run = async (action: AlertAction, alerts: readonly Target[]) => {
    const targets = changedBy(action, alerts);
    if (targets.length === 0) return;
    const others = alerts.length - targets.length;
    try {
      const { changed } = await send(action, targets);
      if (changed === 0) toast(t('nothing'));
      else {
        toast.success(t(action, { count: changed }), {
          description: others > 0 ? t('others', { count: others }) : undefined,
          action: { label: undoWord, onClick: () => void undo(targets) },
        });
      }
    } catch (error) {
      onError(error);
    }
    await refresh();
  };

  return { run, pending: acknowledge.isPending || resolve.isPending || reopen.isPending };
}
