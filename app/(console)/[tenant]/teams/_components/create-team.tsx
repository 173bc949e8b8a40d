'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import { NO_TEAM } from './no-team.ts';
import { TeamPicker } from './team-picker.tsx';
import { useRefreshTeams, useTeams } from './use-teams.ts';

const schema = () => import('#server/teams/schema.ts').then((m) => m.createTeamInput);

type CreateTeamProps = { parentId: string | null; onClose: () => void; onCreated?: (id: string) => void };

/** A name and a place in the tree. */
export function CreateTeam({ parentId, onClose, onCreated }: CreateTeamProps) {
  const t = useTranslations('teams.create');
  const picker = useTranslations('teams.picker');
  const actions = useTranslations('common.actions');
  const { teams } = useTeams();
  const formId = useId();
  const fieldError = useFieldError();
  const refresh = useRefreshTeams();
  const create = useMutation(useTRPC().teams.create.mutationOptions());
  const form = useSchemaForm(schema, { defaultValues: { name: '', parentId } });
  const parent = useWatch({ control: form.control, name: 'parentId' }) ?? null;
  const problem = useFormProblem(form);
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      const { id, name } = await create.mutateAsync(values);
      toast.success(t('done', { name }));
      onClose();
      onCreated?.(id);
      await refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <Dialog open onOpenChange={(open) => !open && !isSubmitting && onClose()}>
      <DialogContent
        title={t('title')}
        description={t('body')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isSubmitting}>{actions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
              {t('action')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <FormField label={t('name')} hint={t('nameHint')} error={fieldError(errors.name?.message)} required>
            <Input {...form.register('name')} autoComplete="off" autoFocus />
          </FormField>
          <FormField label={t('parent')} error={fieldError(errors.parentId?.message)}>
            <TeamPicker
              teams={teams}
              value={parent ?? NO_TEAM}
              none={picker('top')}
              onPick={(value) => {
                form.clearErrors('parentId');
                form.setValue('parentId', value === NO_TEAM ? null : value);
              }}
            />
          </FormField>
          {problem.panel}
        </form>
      </DialogContent>
    </Dialog>
  );
}
