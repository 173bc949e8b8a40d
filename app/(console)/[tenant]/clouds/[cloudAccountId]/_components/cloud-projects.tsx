'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FolderKanban } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { z } from 'zod';
import { ListTable } from '#app/(console)/[tenant]/_components/list/list-table.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { CloudAccount } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Clipped, Nothing } from '#components/data-table/clipped.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import type { cloudProjectPage } from '#server/projects/schema.ts';
import { projectFilters, projectListInput, projectTable } from './tables.ts';

type CloudProject = z.output<typeof cloudProjectPage>['items'][number];

/** The cloud's projects and whose quota each counts for. */
export function CloudProjects({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableState(projectTable);
  const list = useQuery(
    trpc.projects.ofCloud.queryOptions(projectListInput(account.id, table.state), {
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Section id="projects" title={t('detail.projects')} description={t('detail.projectsBody')}>
      <ListTable
        table={table}
        list={list}
        readPage={(at, signal) =>
          client.projects.ofCloud.query({ ...projectFilters(account.id, table.state), ...at }, { signal })
        }
        label={t('detail.projects')}
        columns={useColumns()}
        rowId={(project) => project.name}
        rowName={(project) => project.name}
        searchPlaceholder={t('searchProjects')}
        keyboard={false}
        empty={
          <EmptyState icon={<FolderKanban />} title={t('detail.projectsEmpty')}>
            {t('detail.projectsEmptyBody')}
          </EmptyState>
        }
      />
    </Section>
  );
}

function useColumns(): Column<CloudProject>[] {
  const t = useTranslations('clouds');
  const { slug } = useTenant();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('projectColumns.name'),
        value: (project) => project.name,
        cell: (project) => (
          <span className="flex flex-wrap items-center gap-x-3">
            <span className="break-all font-medium">{project.name}</span>
            {project.missing ? <StatusBadge status="missing" /> : null}
          </span>
        ),
      },
      {
        id: 'displayName',
        header: t('projectColumns.displayName'),
        value: (project) => project.displayName || null,
        cell: (project) =>
          project.displayName ? <Clipped text={project.displayName} className="text-soft" /> : <Nothing />,
      },
      {
        id: 'owner',
        header: t('projectColumns.owner'),
        value: ({ owner }) => owner?.userName ?? null,
        cell: ({ owner }) =>
          owner ? (
            <Link href={`/${slug}/sub-accounts/${owner.subAccountId}`} className="rounded-sm hover:underline">
              {owner.userName}
            </Link>
          ) : (
            <span className="text-faint">{t('projectFree')}</span>
          ),
      },
    ],
    [t, slug],
  );
}
