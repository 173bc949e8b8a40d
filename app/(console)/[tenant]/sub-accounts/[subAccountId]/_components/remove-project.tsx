'use client';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { ConfirmDestroy } from '#components/confirm-destroy.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ProjectOut } from '#server/projects/schema.ts';
import { nameOf, useRemoveProject } from './use-projects.ts';

/** Lets a project go; names what is detached, and what stays because it was there before. */
export function RemoveProject({ project, onClose }: { project: ProjectOut; onClose: () => void }) {
  const t = useTranslations('subAccounts.projects');
  const remove = useRemoveProject();
  const name = nameOf(project);
  const ours = project.attached.filter((policy) => policy.alreadyThere === false);
  const theirs = project.attached.filter((policy) => policy.alreadyThere === true);
  const list = (policies: readonly { name: string }[]) => policies.map((policy) => policy.name).join(', ');
  const confirm = () =>
    remove.mutate(
      { subAccountId: project.subAccountId, subAccountProjectId: project.id },
      {
        onSuccess: (after) => {
          if (after.state === 'failed') toast.warning(t('done.removeFailed', { project: name }));
          else toast.success(t('done.removed', { project: name }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDestroy
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('removeTitle', { project: name })}
      name={project.projectName}
      irreversible={false}
      consequences={[
        ours.length > 0 ? t('detaches', { policies: list(ours) }) : t('detachesNone'),
        ...(theirs.length > 0 ? [t('keeps', { policies: list(theirs) })] : []),
        t('countsUntil'),
        t('free'),
      ]}
      action={t('remove')}
      pending={remove.isPending}
      onConfirm={confirm}
      error={remove.isError ? <ProblemPanel error={remove.error} /> : null}
    />
  );
}
