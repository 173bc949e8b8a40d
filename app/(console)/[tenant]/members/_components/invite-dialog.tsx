'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { RoleName } from '#lib/permissions.ts';
import type { InviteInput, inviteInput, SentInvitationOut } from '#server/members/schema.ts';
import { InvitationLink } from './invitation-link.tsx';
import { RoleField } from './role-field.tsx';

const schema = () => import('#server/members/schema.ts').then((m) => m.inviteInput);

type InviteDialogProps = { own: RoleName; open: boolean; onOpenChange: (open: boolean) => void };

/** First whom, then the link to hand over. */
export function InviteDialog({ own, open, onOpenChange }: InviteDialogProps) {
  const t = useTranslations('members');
  const [made, setMade] = useState<SentInvitationOut | null>(null);
  const change = (next: boolean) => {
    if (!next) setMade(null);
    onOpenChange(next);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      {made ? (
        <InvitationLink sent={made} title={t('invite.readyTitle', { email: made.email })}>
          <Button onClick={() => setMade(null)}>{t('invite.again')}</Button>
        </InvitationLink>
      ) : (
        <InviteForm own={own} onInvited={setMade} />
      )}
    </Dialog>
  );
}

type InviteFormProps = { own: RoleName; onInvited: (sent: SentInvitationOut) => void };

function InviteForm({ own, onInvited }: InviteFormProps) {
  const t = useTranslations('members.invite');
  const common = useTranslations('common.actions');
  const tenant = useTenant();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const fieldError = useFieldError();
  const formId = useId();
  const form = useSchemaForm<z.input<typeof inviteInput>, InviteInput>(schema, {
    defaultValues: { email: '', role: 'member' },
  });
  const role = useWatch({ control: form.control, name: 'role' });
  const problem = useFormProblem(form);
  const invite = useMutation(trpc.members.invite.mutationOptions());
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    try {
      onInvited(await invite.mutateAsync(values));
      await queries.invalidateQueries(trpc.members.pathFilter());
    } catch (error) {
      problem.show(error);
    }
  });
  return (
    <DialogContent
      title={t('title', { tenant: tenant.name })}
      description={t('body')}
      footer={
        <>
          <DialogClose asChild>
            <Button>{common('cancel')}</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {t('action')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="space-y-4">
        <FormField label={t('email')} error={fieldError(errors.email?.message)} required>
          <Input {...form.register('email')} type="email" autoComplete="off" spellCheck={false} />
        </FormField>
        <RoleField
          label={t('role')}
          value={role}
          own={own}
          onChange={(next) => form.setValue('role', next, { shouldDirty: true })}
        />
        {problem.panel}
      </form>
    </DialogContent>
  );
}
