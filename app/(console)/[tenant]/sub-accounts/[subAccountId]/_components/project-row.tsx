'use client';
import { CircleCheck, CircleX, RotateCcw, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Ago } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TableCell, TableRow } from '#components/ui/table.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { formatDay } from '#lib/i18n/format.ts';
import type { ProjectOut } from '#server/projects/schema.ts';
import { nameOf, useAddProject, useRemoveProject } from './use-projects.ts';
import { useReason } from './use-reason.ts';

type ProjectRowProps = {
  project: ProjectOut;
  changing: boolean;
  onMonitor: (monitored: boolean) => void;
  onRemove: () => void;
};

export function ProjectRow({ project, changing, onMonitor, onRemove }: ProjectRowProps) {
  const t = useTranslations('subAccounts.projects');
  const locale = useLocale();
  const name = nameOf(project);
  return (
    <>
      <TableRow className={project.state === 'failed' ? 'border-b-0' : undefined}>
        <TableCell className="min-w-44 py-2 pl-4">
          <span className="block font-medium">{name}</span>
          {name === project.projectName ? null : (
            <span className="block text-faint text-xs">{project.projectName}</span>
          )}
        </TableCell>
        <TableCell data-label={t('columns.monitored')}>
          <Can permission="project:update">
            <Switch
              checked={project.monitored}
              disabled={changing}
              aria-label={t('monitor', { project: name })}
              onCheckedChange={onMonitor}
            />
          </Can>
        </TableCell>
        <TableCell data-label={t('columns.state')}>
          <ProjectState project={project} />
        </TableCell>
        <TableCell className="min-w-48 py-1.5" data-label={t('columns.policies')}>
          <span className="flex flex-wrap gap-1">
            {project.attached.length === 0 ? <span className="text-faint">–</span> : null}
            {project.attached.map((policy) => (
              <Tooltip
                key={`${policy.type} ${policy.name}`}
                content={t(policy.alreadyThere ? 'alreadyThere' : 'attachedByUs')}
              >
                <button type="button" className="cursor-default rounded-sm">
                  <Badge tone={policy.alreadyThere ? 'outline' : 'neutral'}>{policy.name}</Badge>
                </button>
              </Tooltip>
            ))}
          </span>
        </TableCell>
        <TableCell align="end" className="whitespace-nowrap" data-label={t('columns.countedFrom')}>
          {formatDay(locale, project.countedFrom)}
        </TableCell>
        <TableCell align="end" className="pr-4" data-label={t('columns.actions')}>
          <Can permission="project:update">
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('removeOne', { project: name })}
              disabled={project.state === 'detaching' || project.state === 'attaching'}
              onClick={onRemove}
            >
              <Trash2 aria-hidden className="size-3.5" />
            </Button>
          </Can>
        </TableCell>
      </TableRow>
      {project.state === 'failed' ? <FailedLine project={project} /> : null}
    </>
  );
}

function ProjectState({ project }: { project: ProjectOut }) {
  const t = useTranslations('subAccounts.projects.state');
  if (project.state === 'failed') {
    return (
      <Badge tone="danger">
        <CircleX aria-hidden />
        {t('failed')}
      </Badge>
    );
  }
  if (project.state === 'attaching' || project.state === 'detaching') {
    return (
      <Badge tone="info">
        <Spinner className="size-3" />
        {t(project.state)}
      </Badge>
    );
  }
  return (
    <span className="inline-flex items-center gap-1 text-soft text-xs">
      <CircleCheck aria-hidden className="size-3.5 text-success" />
      {t('active')}
    </span>
  );
}

/** Why it failed, and the way to try again in the direction it had. */
function FailedLine({ project }: { project: ProjectOut }) {
  const t = useTranslations('subAccounts.projects');
  const reason = useReason();
  const add = useAddProject();
  const remove = useRemoveProject();
  const removing = project.countedThrough !== null;
  const retry = () =>
    removing
      ? remove.mutate({ subAccountId: project.subAccountId, subAccountProjectId: project.id })
      : add.mutate({ subAccountId: project.subAccountId, projectName: project.projectName });
  const failure = add.error ?? remove.error;
  return (
    <TableRow>
      <TableCell colSpan={6} className="px-4 pb-3">
        <div className="space-y-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 flex-1 basis-60 text-pretty text-danger">
              {t(removing ? 'removeFailed' : 'addFailed')}{' '}
              {project.lastError ? reason(project.lastError) : null}{' '}
              {project.lastError ? <Ago time={project.lastError.at} className="text-soft text-xs" /> : null}
            </p>
            <Can permission="project:update">
              <Button size="sm" pending={add.isPending || remove.isPending} onClick={retry}>
                <RotateCcw aria-hidden className="size-3.5" />
                {t('retry')}
              </Button>
            </Can>
          </div>
          {failure ? <ProblemPanel error={failure} /> : null}
        </div>
      </TableCell>
    </TableRow>
  );
}
