'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { NO_TEAM } from '#app/(console)/[tenant]/teams/_components/no-team.ts';
import { TeamPicker } from '#app/(console)/[tenant]/teams/_components/team-picker.tsx';
import { useTeams } from '#app/(console)/[tenant]/teams/_components/use-teams.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useClock } from '#components/clock.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import { EditFrame } from './edit-frame.tsx';
import { expiryMoment, expiryOf } from './expiry.ts';
import { ExpiryField } from './expiry-field.tsx';
import type { detailsForm } from './key-schema.ts';
import type { ApiKey } from './key-table.ts';
import { useRefreshKeys } from './use-refresh-keys.ts';

const schema = () => import('./key-schema.ts').then((m) => m.detailsForm);

/** A key's name, how long it works, and its team. */
export function EditKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations('keys');
  const fieldError = useFieldError();
  const formId = useId();
  const { timeZone } = useTenant();
  const { now } = useClock();
  const refresh = useRefreshKeys();
  const update = useMutation(useTRPC().keys.update.mutationOptions());
  const form = useSchemaForm<z.input<typeof detailsForm>, z.output<typeof detailsForm>>(schema, {
    defaultValues: {
      name: apiKey.name,
      expiresAt: expiryOf(apiKey.expiresAt, timeZone),
      teamId: apiKey.team?.id ?? null,
    },
  });
  const [expiry, teamId] = useWatch({ control: form.control, name: ['expiresAt', 'teamId'] });
  const { teams } = useTeams();
  const problem = useFormProblem(form);
  const { errors, isDirty, isSubmitting, dirtyFields } = form.formState;
  const submit = form.handleSubmit(async ({ name, expiresAt, teamId: team }) => {
    problem.clear();
    const until = expiryMoment(expiresAt, now, timeZone);
    if (expiresAt.kind === 'date' && !until) {
      form.setError('expiresAt', { message: t('form.dayMissing') });
      return;
    }
    try {
      await update.mutateAsync({
        keyId: apiKey.id,
        ...(dirtyFields.name && { name }),
        ...(dirtyFields.expiresAt && { expiresAt: until?.toISOString() ?? null }),
        ...(dirtyFields.teamId && { teamId: team ?? null }),
      });
      toast.success(t('edit.done', { name }));
      onClose();
      await refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  return (
    <EditFrame
      title={t('edit.title', { name: apiKey.name })}
      formId={formId}
      pending={isSubmitting}
      ready={isDirty}
      onClose={onClose}
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <FormField label={t('form.name')} error={fieldError(errors.name?.message)} required>
          <Input {...form.register('name')} autoComplete="off" />
        </FormField>
        <ExpiryField
          value={expiry}
          onChange={(next) => {
            form.clearErrors('expiresAt');
            form.setValue('expiresAt', next, { shouldDirty: true });
          }}
          error={fieldError(errors.expiresAt?.message)}
        />
        {teams && teams.length > 0 ? (
          <FormField label={t('form.team')} error={fieldError(errors.teamId?.message)}>
            <TeamPicker
              teams={teams}
              value={teamId ?? NO_TEAM}
              none={t('form.noTeam')}
              onPick={(value) =>
                form.setValue('teamId', value === NO_TEAM ? null : value, { shouldDirty: true })
              }
            />
          </FormField>
        ) : null}
        {problem.panel}
      </form>
    </EditFrame>
  );
}
