'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { ProjectPicker } from '#app/(console)/[tenant]/sub-accounts/_components/project-picker.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can, useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import { dayOf } from '#lib/periods.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { nameOf, useAddProject } from './use-projects.ts';

/** Chooses one of the cloud's free projects, from which day its spending counts, and says what will be attached. */
export function AddProject({ account, onClose }: { account: SubAccountDetailOut; onClose: () => void }) {
  const t = useTranslations('subAccounts.projects');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const formId = useId();
  const { now, timeZone } = useClock();
  const [projectName, setProjectName] = useState<string | null>(null);
  const [countedFrom, setCountedFrom] = useState('');
  const maySettings = useCan('setting:read');
  const settings = useQuery(
    trpc.settings.list.queryOptions({}, { enabled: maySettings, staleTime: 60_000 }),
  ).data;
  const policies = namesOf(settings?.items.find(({ key }) => key === 'projects.defaultPolicies')?.value);
  const add = useAddProject();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (projectName === null) return;
    const input = { subAccountId: account.id, projectName, ...(countedFrom ? { countedFrom } : {}) };
    add.mutate(input, {
      onSuccess: (project) => {
        if (project.state === 'failed') toast.warning(t('done.addFailed', { project: nameOf(project) }));
        else toast.success(t('done.added', { project: nameOf(project) }));
        onClose();
      },
    });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && !add.isPending && onClose()}>
      <DialogContent
        title={t('addTitle')}
        description={t('addBody')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={add.isPending}>{cancel}</Button>
            </DialogClose>
            <Can permission="project:update">
              <Button
                type="submit"
                form={formId}
                variant="primary"
                pending={add.isPending}
                disabled={projectName === null}
              >
                {t('add')}
              </Button>
            </Can>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="space-y-4">
          <FormField label={t('columns.project')} required>
            <ProjectPicker
              cloudAccountId={account.cloudAccount.id}
              subAccountId={account.id}
              value={projectName}
              onPick={setProjectName}
            />
          </FormField>
          <FormField label={t('countedFrom')} hint={t('countedFromHint')} optional>
            <Input
              type="date"
              className="max-w-44"
              value={countedFrom}
              max={dayOf(now, timeZone)}
              onChange={(event) => setCountedFrom(event.target.value)}
            />
          </FormField>
          {policies.length > 0 ? (
            <p className="text-sm text-soft">{t('willAttach', { policies: policies.join(', ') })}</p>
          ) : null}
          {add.isError ? <ProblemPanel error={add.error} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
