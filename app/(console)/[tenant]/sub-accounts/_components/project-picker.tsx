'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { SearchPicker } from './search-picker.tsx';

type ProjectPickerProps = {
  cloudAccountId: string;
  value: string | null;
  onPick: (projectName: string) => void;
  /** The sub-account that asks: its own projects are named so, not as somebody else's. */
  subAccountId?: string;
};

/** One of the cloud's projects; those that belong to a sub-account are shown with their owner and cannot be chosen. */
export function ProjectPicker({ cloudAccountId, value, onPick, subAccountId }: ProjectPickerProps) {
  const t = useTranslations('subAccounts.picker');
  const trpc = useTRPC();
  const problem = useProblem();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim());
  const list = useQuery(
    trpc.projects.ofCloud.queryOptions(
      { cloudAccountId, limit: 50, ...(words ? { search: words.slice(0, 128) } : {}) },
      { placeholderData: keepPreviousData, enabled: cloudAccountId !== '' },
    ),
  );
  const items = list.data?.items.map((project) => ({
    value: project.name,
    title: project.displayName || project.name,
    hint: project.owner
      ? project.owner.subAccountId === subAccountId
        ? t('alreadyHere')
        : t('ownedBy', { owner: project.owner.userName })
      : project.missing
        ? t('missing')
        : project.displayName && project.displayName !== project.name
          ? project.name
          : t('free'),
    disabled: project.owner !== null || project.missing,
  }));
  return (
    <SearchPicker
      chosen={value}
      value={value}
      placeholder={t('project')}
      searchLabel={t('searchProjects')}
      search={search}
      onSearch={setSearch}
      items={list.isError ? [] : items}
      onPick={onPick}
      empty={list.isError ? problem(list.error).detail : words ? t('noMatch') : t('noProjects')}
      more={list.data?.nextCursor ? t('more') : undefined}
      disabled={cloudAccountId === ''}
    />
  );
}
