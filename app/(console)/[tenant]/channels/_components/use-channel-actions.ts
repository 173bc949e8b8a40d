'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { channelOut } from '#server/channels/schema.ts';

export type Channel = z.output<typeof channelOut>;

/** How the last test of a channel from this page went. */
export type TestAnswer =
  | { state: 'running' }
  | { state: 'taken'; status: number | null; text: string | null; durationMs: number }
  | { state: 'refused'; error: unknown };

/** Turning on and off, and testing with the answer kept until the next test. */
export function useChannelActions() {
  const t = useTranslations('channels.done');
  const undoWord = useTranslations('common.actions')('undo');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onError = useToastProblem();
  const [answers, setAnswers] = useState<Readonly<Record<string, TestAnswer>>>({});
  const note = (id: string, answer: TestAnswer) => setAnswers((before) => ({ ...before, [id]: answer }));
  const refresh = () => queries.invalidateQueries(trpc.channels.pathFilter());
  const change = useMutation(trpc.channels.update.mutationOptions());
  const probe = useMutation(trpc.channels.test.mutationOptions());

  const setEnabled = async (channel: Channel, enabled: boolean, withUndo = true): Promise<void> => {
    try {
      await change.mutateAsync({ channelId: channel.id, enabled });
      const back = { label: undoWord, onClick: () => void setEnabled(channel, !enabled, false) };
      toast.success(
        t(enabled ? 'enabled' : 'disabled', { name: channel.name }),
        withUndo ? { action: back } : {},
      );
    } catch (error) {
      onError(error);
    }
    await refresh();
  };

  const test = async ({ id }: Channel): Promise<void> => {
    note(id, { state: 'running' });
    try {
      const { status, answer, durationMs } = await probe.mutateAsync({ channelId: id });
      note(id, { state: 'taken', status, text: answer, durationMs });
    } catch (error) {
      note(id, { state: 'refused', error });
    }
    await refresh();
  };

  return { setEnabled, changing: change.isPending ? change.variables?.channelId : undefined, test, answers };
}
