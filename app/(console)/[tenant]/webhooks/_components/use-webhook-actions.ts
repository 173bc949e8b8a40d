'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import type { TestAnswer } from '#app/(console)/[tenant]/channels/_components/use-channel-actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { Webhook } from './webhook-table.ts';

/** After a change: everything about webhooks is read anew. */
export function useRefreshWebhooks(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries(trpc.webhooks.pathFilter()), [trpc, queries]);
}

/** Turning on and off, and testing with the answer kept until the next test. */
export function useWebhookActions() {
  const t = useTranslations('webhooks.done');
  const undoWord = useTranslations('common.actions')('undo');
  const trpc = useTRPC();
  const refresh = useRefreshWebhooks();
  const onError = useToastProblem();
  const [answers, setAnswers] = useState<Readonly<Record<string, TestAnswer>>>({});
  const note = (id: string, answer: TestAnswer) => setAnswers((before) => ({ ...before, [id]: answer }));
  const change = useMutation(trpc.webhooks.update.mutationOptions());
  const probe = useMutation(trpc.webhooks.test.mutationOptions());

  const setEnabled = async (webhook: Webhook, enabled: boolean, withUndo = true): Promise<void> => {
    const { id: webhookId, name, offReason } = webhook;
    try {
      await change.mutateAsync({ webhookId, enabled });
      const back = { label: undoWord, onClick: () => void setEnabled(webhook, !enabled, false) };
      if (offReason) toast.success(t('resumed', { name }));
      else toast.success(t(enabled ? 'enabled' : 'disabled', { name }), withUndo ? { action: back } : {});
    } catch (error) {
      onError(error);
    }
    await refresh();
  };

  const test = async ({ id }: Webhook): Promise<void> => {
    note(id, { state: 'running' });
    try {
      const { status, answer, durationMs } = await probe.mutateAsync({ webhookId: id });
      note(id, { state: 'taken', status, text: answer, durationMs });
    } catch (error) {
      note(id, { state: 'refused', error });
    }
    await refresh();
  };

  return { setEnabled, changing: change.isPending ? change.variables?.webhookId : undefined, test, answers };
}
