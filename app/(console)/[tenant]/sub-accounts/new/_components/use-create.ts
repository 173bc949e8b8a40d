'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefresh } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useSubmissionKey } from '#app/(console)/[tenant]/sub-accounts/_components/use-submission-key.ts';
import { useTRPCClient } from '#app/trpc/client.tsx';
import { createInput, type NewAccountOut } from './new-account-form.ts';

export type Created = {
  subAccountId: string;
  userName: string;
  password: string | null;
  accessKey: { accessKeyId: string; secretAccessKey: string } | null;
  /** What could not be given to the user although it exists. */
  warnings: readonly { step: 'project' | 'login' | 'access_key' | 'quota'; message: string }[];
};

/** Creates the user, then allocates its first quota; a quota that fails is a warning, for the user exists by then. */
export function useCreate() {
  const t = useTranslations('subAccounts.new');
  const client = useTRPCClient();
  const refresh = useRefresh();
  const problem = useProblem();
  const submission = useSubmissionKey();
  const [created, setCreated] = useState<Created | null>(null);
  const create = async (form: NewAccountOut): Promise<Created> => {
    const input = createInput(form);
    const context = { key: submission.keyFor(input) };
    const { subAccount, password, accessKey, warnings } = await client.iam.create.mutate(input, { context });
    const result: Created = {
      subAccountId: subAccount.id,
      userName: subAccount.userName,
      password,
      accessKey,
      warnings: [...warnings, ...(await firstQuota(subAccount.id, form.quota.trim()))],
    };
    submission.done();
    setCreated(result);
    void refresh();
    return result;
  };
  const firstQuota = async (subAccountId: string, amount: string): Promise<Created['warnings']> => {
    if (amount === '') return [];
    const input = { subAccountId, amount, reason: t('quota.reason') };
    try {
      await client.quotas.allocate.mutate(input);
      return [];
    } catch (error) {
      return [{ step: 'quota', message: problem(error).detail }];
    }
  };
  return { created, create };
}
