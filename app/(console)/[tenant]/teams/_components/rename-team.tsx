'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { TeamOut } from '#server/teams/schema.ts';
import { useRefreshTeams } from './use-teams.ts';

const schema = () => import('#server/teams/schema.ts').then((m) => m.renameTeamInput);

export function RenameTeam({ team, onClose }: { team: TeamOut; onClose: () => void }) {
  const t = useTranslations('teams.rename');
  const actions = useTranslations('common.actions');
  const formId = useId();
  const fieldError = useFieldError();
  const refresh = useRefreshTeams();
  const rename = useMutation(useTRPC().teams.rename.mutationOptions());
  const form = useSchemaForm(schema, { defaultValues: { teamId: team.id, name: team.name } });
  const problem = useFormProblem(form);
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      const { name } = await rename.mutateAsync(values);
      toast.success(t('done', { name }));
      onClose();
      await refresh();
    } catch (error) {
      problem.show(error);
    }
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  return (
    <Dialog open onOpenChange={(open) => !open && !isSubmitting && onClose()}>
      <DialogContent
        title={t('title', { name: team.name })}
        description={t('body')}
        size="sm"
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isSubmitting}>{actions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={isSubmitting} disabled={!isDirty}>
              {actions('save')}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="space-y-4">
          <FormField label={t('name')} error={fieldError(errors.name?.message)} required>
            <Input {...form.register('name')} autoComplete="off" autoFocus />
          </FormField>
          {problem.panel}
        </form>
      </DialogContent>
    </Dialog>
  );
}
