'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import type { allocationOut } from '#server/quotas/schema.ts';
import type { allocationForm } from './allocation-schema.ts';
import { isUsedUp, previewAllocation, type QuotaFigures } from './quota-figures.ts';
import { useRefresh } from './use-refresh.ts';
import { useSubmissionKey } from './use-submission-key.ts';

export type AllocationIn = z.input<typeof allocationForm>;

export type AllocationTarget = Pick<SubAccountOut, 'id' | 'userName' | 'status' | 'quota' | 'alertSteps'>;
export type Allocated = z.output<typeof allocationOut> & {
  /** It is cut off, and its quota allows a restore now. */
  restorable: boolean;
};

/** The amount as the server takes it: signed. */
export function signedAmount({ amount, direction }: Pick<AllocationIn, 'amount' | 'direction'>): string {
  return direction === 'deduct' ? `-${amount.trim()}` : amount.trim();
}

/** The form of one allocation, or of the same one for many. */
export function useAllocationForm() {
  return useSchemaForm<AllocationIn, z.output<typeof allocationForm>>(
    () => import('./allocation-schema.ts').then((m) => m.allocationForm),
    { defaultValues: { direction: 'allocate', amount: '', reason: '' } },
  );
}

/** One allocation from its first letter to the server's answer, with a live preview in between. */
export function useAllocation(account: AllocationTarget) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  const refresh = useRefresh();
  const submission = useSubmissionKey();
  const [result, setResult] = useState<Allocated | null>(null);
  const mayRead = useCan('quota:read');
  const current = useQuery(trpc.quotas.get.queryOptions({ subAccountId: account.id }, { enabled: mayRead }));
  const quota: QuotaFigures = current.data ? (current.data.enforced ? current.data : null) : account.quota;
  const form = useAllocationForm();
  const problem = useFormProblem(form);
  const [amount, direction] = form.watch(['amount', 'direction']);
  const preview = previewAllocation(quota, amount, direction);
  const submit = form.handleSubmit(async () => {
    if (preview?.beyond) return form.setFocus('amount');
    problem.clear();
    const values = form.getValues();
    const input = { subAccountId: account.id, amount: signedAmount(values), reason: values.reason };
    try {
      const entry = await client.quotas.allocate.mutate(input, {
        context: { key: submission.keyFor(input) },
      });
      submission.done();
      const free = !isUsedUp(quota?.spent ?? '0', entry.after);
      setResult({ ...entry, restorable: account.status === 'cut_off' && free });
      form.reset();
      await refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  return {
    form,
    submit,
    preview,
    quota,
    currency: quota?.currency ?? tenant.currency,
    problem: problem.panel,
    pending: form.formState.isSubmitting,
    result,
    again: () => setResult(null),
  };
}

export type Allocation = ReturnType<typeof useAllocation>;
