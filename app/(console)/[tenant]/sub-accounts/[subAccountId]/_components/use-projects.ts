'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import {
  useRefresh,
  useRefreshCloudAccess,
} from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ProjectOut } from '#server/projects/schema.ts';

/** Switching the monitoring of projects, one or all, with a way back. */
export function useMonitoring(subAccountId: string) {
  const t = useTranslations('subAccounts.projects.done');
  const undoWord = useTranslations('common.actions')('undo');
  const trpc = useTRPC();
  const refresh = useRefresh();
  const onError = useToastProblem();
  const one = useMutation(trpc.projects.setMonitoring.mutationOptions());
  const all = useMutation(trpc.projects.setAllMonitoring.mutationOptions());

  const set = async (project: ProjectOut, monitored: boolean, undoable = true) => {
    try {
      await one.mutateAsync({ subAccountId, subAccountProjectId: project.id, monitored });
      const undo = { label: undoWord, onClick: () => void set(project, !monitored, false) };
      toast.success(t(monitored ? 'on' : 'off', { project: nameOf(project) }), {
        ...(undoable ? { action: undo } : {}),
      });
    } catch (error) {
      onError(error);
    }
    await refresh();
  };
  const setAll = async (monitored: boolean) => {
    try {
      const { changed } = await all.mutateAsync({ subAccountId, monitored });
      toast.success(t(monitored ? 'allOn' : 'allOff', { count: changed }));
    } catch (error) {
      onError(error);
    }
    await refresh();
  };
  return {
    set,
    setAll,
    changing: one.isPending ? one.variables.subAccountProjectId : null,
    pendingAll: all.isPending,
  };
}

/** Adds a project, or tries again one that failed; the answer may be a project whose change has failed in the cloud. */
export function useAddProject() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const refreshCloudAccess = useRefreshCloudAccess();
  return useMutation(
    trpc.projects.add.mutationOptions({ onSettled: () => Promise.all([refresh(), refreshCloudAccess()]) }),
  );
}

export function useRemoveProject() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const refreshCloudAccess = useRefreshCloudAccess();
  return useMutation(
    trpc.projects.remove.mutationOptions({ onSettled: () => Promise.all([refresh(), refreshCloudAccess()]) }),
  );
}

export function nameOf(project: Pick<ProjectOut, 'projectName' | 'displayName'>): string {
  return project.displayName || project.projectName;
}
