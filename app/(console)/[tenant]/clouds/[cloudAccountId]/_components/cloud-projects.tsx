'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FolderKanban } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { z } from 'zod';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { CloudAccount } from '#app/(console)/[tenant]/clouds/_components/cloud-list.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { Section } from '#components/section.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import type { cloudProjectPage } from '#server/projects/schema.ts';
import { projectListInput, projectTable } from './tables.ts';

type CloudProject = z.output<typeof cloudProjectPage>['items'][number];

/** The cloud's projects and whose quota each counts for. */
export function CloudProjects({ account }: { account: CloudAccount }) {
  const t = useTranslations('clouds');
  const trpc = useTRPC();
  const table = useTableState(projectTable);
  const list = useQuery(
    trpc.projects.ofCloud.queryOptions(projectListInput(account.id, table.state), {
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Section id="projects" title={t('detail.projects')} description={t('detail.projectsBody')}>
      <DataTable
        table={table}
        label={t('detail.projects')}
        columns={useColumns()}
        rows={list.data?.items}
        rowId={(project) => project.name}
        rowName={(project) => project.name}
        searchPlaceholder={t('searchProjects')}
        nextCursor={list.data?.nextCursor ?? null}
        total={list.data?.total}
        refreshing={list.isPlaceholderData}
        keyboard={false}
        error={
          list.isError && !list.data ? (
            <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />
          ) : undefined
        }
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
        cell: (project) => <span className="text-soft">{project.displayName || '–'}</span>,
      },
      {
        id: 'owner',
        header: t('projectColumns.owner'),
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
