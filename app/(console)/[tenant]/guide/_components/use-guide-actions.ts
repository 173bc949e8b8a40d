'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { useRetrySaga } from '#app/(console)/[tenant]/sub-accounts/_components/use-cut-off-actions.ts';
import { useSubmissionKey } from '#app/(console)/[tenant]/sub-accounts/_components/use-submission-key.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import type { GuideOut } from '#server/guide/schema.ts';
import type { createSubAccountOut } from '#server/iam/schema.ts';
import { amountTo, amountToRestore, FIRST_QUOTA, FIRST_USER, isUsedUp, nextShare } from './guide-plan.ts';
import { useCheckNow } from './use-check-now.ts';

export type Created = z.output<typeof createSubAccountOut>;
export type GuideAction =
  | 'connect'
  | 'create'
  | 'readProjects'
  | 'project'
  | 'quota'
  | 'spend'
  | 'check'
  | 'retrySaga'
  | 'restore';

/** What the steps do on a click: the same procedures that the console's own pages call. */
export function useGuideActions(guide: GuideOut) {
  const t = useTranslations('guide.reason');
  const sandboxName = useTranslations('sandbox')('title');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const checkNow = useCheckNow();
  const retrySaga = useRetrySaga();
  const submission = useSubmissionKey();
  const [created, setCreated] = useState<Created | null>(null);
  const [refusal, setRefusal] = useState<'gone' | 'locked_out' | 'denied' | null>(null);
  const unread = useRef(false);
  const cloudAccountId = guide.cloudAccount?.id ?? '';
  const subAccountId = guide.subAccount?.id ?? '';

  const allocate = async (amount: string, reason: string) => {
    const input = { subAccountId, amount, reason };
    await client.quotas.allocate.mutate(input, { context: { key: submission.keyFor(input) } });
    submission.done();
  };
  const perform: Record<GuideAction, () => Promise<unknown>> = {
    connect: () => client.sandbox.create.mutate({ name: sandboxName }),
    create: async () => {
      const access = { login: { generate: true }, accessKey: true };
      setCreated(await client.iam.create.mutate({ cloudAccountId, userName: FIRST_USER, ...access }));
    },
    readProjects: () => client.iam.sync.mutate({ cloudAccountId }),
    project: () =>
      client.projects.add.mutate({ subAccountId, projectName: guide.project ?? guide.freeProjects[0] ?? '' }),
    quota: () => allocate(FIRST_QUOTA, t('quota')),
    spend: async () => {
      const amount = amountTo(guide, nextShare(guide));
      const spending = { cloudAccountId, subAccountId, projectName: guide.project ?? '', amount };
      if (!unread.current) {
        const answer = await client.sandbox.spend.mutate(spending);
        setRefusal(answer.refusal);
        if (!answer.booked) return;
      }
      // A check that could not begin must not be tried again with more money.
      unread.current = true;
      await checkNow(cloudAccountId);
      unread.current = false;
    },
    check: () => checkNow(cloudAccountId),
    retrySaga: () => retrySaga.mutateAsync({ sagaId: guide.saga?.id ?? '' }),
    restore: async () => {
      if (isUsedUp(guide)) await allocate(amountToRestore(guide), t('restore'));
      if (!guide.restoresItself || !isUsedUp(guide)) await client.cutOff.restore.mutate({ subAccountId });
    },
  };
  const action = useMutation({
    mutationFn: (name: GuideAction) => perform[name](),
    onMutate: () => setRefusal(null),
    onSettled: () => queries.invalidateQueries(trpc.guide.pathFilter()),
  });
  return {
    run: action.mutate,
    pending: action.isPending ? action.variables : null,
    error: action.error,
    failed: action.isError ? action.variables : null,
    refusal,
    created,
    stored: () => setCreated(null),
  };
}

export type GuideActions = ReturnType<typeof useGuideActions>;
