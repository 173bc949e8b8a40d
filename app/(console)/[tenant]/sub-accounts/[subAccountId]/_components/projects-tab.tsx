'use client';
import { FolderKanban, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cardTable } from '#app/(console)/[tenant]/sub-accounts/_components/card-table.ts';
import { isHeld } from '#app/(console)/[tenant]/sub-accounts/_components/standing.ts';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Table, TableBody, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { ProjectOut } from '#server/projects/schema.ts';
import { ProjectRow } from './project-row.tsx';
import { RemoveProject } from './remove-project.tsx';
import { useMonitoring } from './use-projects.ts';

const AddProject = dynamic(() => import('./add-project.tsx').then((m) => m.AddProject), { ssr: false });

/** The projects whose spending counts here, and what is attached in each. */
export function ProjectsTab({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('subAccounts.projects');
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<ProjectOut | null>(null);
  const monitoring = useMonitoring(account.id);
  const { projects } = account;
  const on = projects.filter((project) => project.monitored).length;
  const shut = !account.managed || isHeld(account) || account.status === 'missing';
  const addButton = (
    <Can permission="project:update">
      <AddButton shut={shut} onAdd={() => setAdding(true)} />
    </Can>
  );
  return (
    <Section
      title={t('title')}
      description={t('body')}
      actions={
        projects.length > 0 ? (
          <>
            <Can permission="project:update">
              <span className="flex gap-2">
                <Button
                  disabled={on === projects.length || monitoring.pendingAll}
                  onClick={() => void monitoring.setAll(true)}
                >
                  {t('allOn')}
                </Button>
                <Button
                  disabled={on === 0 || monitoring.pendingAll}
                  onClick={() => void monitoring.setAll(false)}
                >
                  {t('allOff')}
                </Button>
              </span>
            </Can>
            {addButton}
          </>
        ) : null
      }
    >
      <Card>
        {projects.length === 0 ? (
          <EmptyState icon={<FolderKanban />} title={t('emptyTitle')} action={addButton}>
            {t('emptyBody')}
          </EmptyState>
        ) : (
          <Table aria-label={t('title')} className={cardTable}>
            <TableHead>
              <TableRow>
                <TableHeader className="pl-4">{t('columns.project')}</TableHeader>
                <TableHeader>{t('columns.monitored')}</TableHeader>
                <TableHeader>{t('columns.state')}</TableHeader>
                <TableHeader>{t('columns.policies')}</TableHeader>
                <TableHeader align="end">{t('columns.countedFrom')}</TableHeader>
                <TableHeader className="w-12 pr-4">
                  <span className="sr-only">{t('columns.actions')}</span>
                </TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {projects.map((project) => (
                <ProjectRow
                  key={project.id}
                  project={project}
                  changing={monitoring.changing === project.id}
                  onMonitor={(next) => void monitoring.set(project, next)}
                  onRemove={() => setRemoving(project)}
                />
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      {adding ? <AddProject account={account} onClose={() => setAdding(false)} /> : null}
      {removing ? <RemoveProject project={removing} onClose={() => setRemoving(null)} /> : null}
    </Section>
  );
}

function AddButton({ shut, onAdd }: { shut: boolean; onAdd: () => void }) {
  const t = useTranslations('subAccounts.projects');
  const button = (
    <Button variant="primary" aria-disabled={shut || undefined} onClick={() => !shut && onAdd()}>
      <Plus aria-hidden />
      {t('add')}
    </Button>
  );
  return shut ? <Tooltip content={t('shut')}>{button}</Tooltip> : button;
}
