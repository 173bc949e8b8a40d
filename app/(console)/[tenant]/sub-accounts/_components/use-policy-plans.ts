'use client';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '#app/trpc/client.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { type PolicyName, type PolicyPlan, type PolicyReach, policyPlan } from './policy-plan.ts';

/** How many are asked for at once: each is a question to the cloud. */
const AT_ONCE = 3;

export type AccountPlan = {
  account: SubAccountOut;
  /** Undefined while the cloud is asked, or when it did not answer. */
  plan: PolicyPlan | undefined;
  error: unknown;
};

/** What a change of one policy would do to each sub-account, as the cloud says now; a few are asked at a time. */
export function usePolicyPlans(
  accounts: readonly SubAccountOut[],
  verb: 'attach' | 'detach',
  policy: PolicyName | null,
  reach: PolicyReach,
): AccountPlan[] {
  const trpc = useTRPC();
  const [opened, setOpened] = useState(AT_ONCE);
  const asked = (index: number) => ({ staleTime: 30_000, retry: false, enabled: index < opened });
  const details = useQueries({
    queries: accounts.map(({ id }, index) => trpc.iam.get.queryOptions({ subAccountId: id }, asked(index))),
  });
  const attached = useQueries({
    queries: accounts.map(({ id }, index) =>
      trpc.iam.policies.queryOptions({ subAccountId: id }, asked(index)),
    ),
  });
  const settled = attached.filter((each) => each.isSuccess || each.isError).length;
  useEffect(() => setOpened(settled + AT_ONCE), [settled]);
  return accounts.map((account, index) => {
    const [detail, policies] = [details[index], attached[index]];
    const plan =
      policy && detail?.data && policies?.data
        ? policyPlan(verb, policy, reach, {
            attached: policies.data.items,
            projects: detail.data.projects.map((project) => project.projectName),
          })
        : undefined;
    return { account, plan, error: detail?.error ?? policies?.error ?? null };
  });
}
