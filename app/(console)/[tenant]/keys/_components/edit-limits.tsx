'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import { EditFrame } from './edit-frame.tsx';
import type { limitsForm } from './key-schema.ts';
import type { ApiKey } from './key-table.ts';
import { LimitFields } from './limit-fields.tsx';
import { useRefreshKeys } from './use-refresh-keys.ts';

const schema = () => import('./key-schema.ts').then((m) => m.limitsForm);

/** How often and from where a key may be used; in force with the next request. */
export function EditLimits({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations('keys.limits');
  const formId = useId();
  const refresh = useRefreshKeys();
  const update = useMutation(useTRPC().keys.update.mutationOptions());
  const form = useSchemaForm<z.input<typeof limitsForm>, z.output<typeof limitsForm>>(schema, {
    defaultValues: {
      perMinute: String(apiKey.perMinute ?? ''),
      perMonth: String(apiKey.perMonth ?? ''),
      addresses: apiKey.addresses.join('\n'),
    },
  });
  const problem = useFormProblem(form);
  const { errors, isDirty, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (limits) => {
    problem.clear();
    try {
      await update.mutateAsync({ keyId: apiKey.id, ...limits });
      toast.success(t('done', { name: apiKey.name }));
      onClose();
      await refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  return (
    <EditFrame
      title={t('editTitle', { name: apiKey.name })}
      description={t('editBody')}
      formId={formId}
      pending={isSubmitting}
      ready={isDirty}
      onClose={onClose}
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <LimitFields register={(name) => form.register(name)} errors={errors} />
        {problem.panel}
      </form>
    </EditFrame>
  );
}
