'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { connectCloudAccountInput, testCredentialOut } from '#server/clouds/schema.ts';
import type { WizardStep } from './steps.tsx';

const schema = () => import('#server/clouds/schema.ts').then((m) => m.connectCloudAccountInput);
type In = z.input<typeof connectCloudAccountInput>;
export type ConnectForm = UseFormReturn<In, unknown, z.output<typeof connectCloudAccountInput>>;
export type Tested = z.output<typeof testCredentialOut>;

/** The wizard's state: one form over three steps, with the cloud's answer to the credential between. */
export function useConnect(firstProvider: In['provider']) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug } = useTenant();
  const [step, setStep] = useState<WizardStep>('provider');
  const [tested, setTested] = useState<Tested | null>(null);
  const [connected, setConnected] = useState(false);
  const form = useSchemaForm(schema, {
    defaultValues: { provider: firstProvider, accessKeyId: '', secretAccessKey: '', name: '' },
  });
  const problem = useFormProblem(form);
  const probe = useMutation(trpc.clouds.test.mutationOptions());
  const connect = useMutation(trpc.clouds.connect.mutationOptions());

  const test = async () => {
    problem.clear();
    setTested(null);
    if (!(await form.trigger(['accessKeyId', 'secretAccessKey'], { shouldFocus: true }))) return;
    const { name: _name, ...credential } = form.getValues();
    try {
      const answer = await probe.mutateAsync(credential);
      setTested(answer);
      const provider = t(`provider.${credential.provider}`);
      if (!form.getValues('name')) {
        form.setValue(
          'name',
          t('connect.confirm.suggestion', { provider, accountNo: answer.cloudAccountNo }),
        );
      }
    } catch (error) {
      problem.show(error);
    }
  };

  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      const account = await connect.mutateAsync(values);
      setConnected(true);
      await Promise.all(
        [trpc.clouds, trpc.sandbox.list].map((part) => queries.invalidateQueries(part.pathFilter())),
      );
      toast.success(t('connect.done', { name: account.name }), { description: t('connect.doneHint') });
      router.push(`/${slug}/clouds/${account.id}`);
    } catch (error) {
      problem.show(error);
    }
  });

  return {
    form,
    step,
    tested,
    panel: problem.panel,
    testing: probe.isPending,
    /** Something typed would be lost by leaving. */
    atRisk: form.formState.isDirty && !connected,
    go: (next: WizardStep) => {
      problem.clear();
      setStep(next);
    },
    /** What was tested is no longer what stands in the fields. */
    forget: () => setTested(null),
    test,
    submit,
  };
}

export type Connect = ReturnType<typeof useConnect>;
