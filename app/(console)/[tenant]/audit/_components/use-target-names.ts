'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { hasWords, settingWords } from '#app/(console)/[tenant]/settings/_components/setting-words.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import type { AuditEntry } from './audit-table.ts';
import { targetName } from './target-name.ts';

/**
 * What the thing of an entry is called: as the entry says, else as it is called now, where the reader may see that;
 * null when only its id is known.
 */
export function useTargetNames(): (entry: AuditEntry) => string | null {
  const trpc = useTRPC();
  const settings = useTranslations('settings');
  const [accounts, clouds] = [useCan('sub-account:read'), useCan('cloud-account:read')];
  const still = { staleTime: 60_000 };
  const users = useQuery(trpc.iam.list.queryOptions({ limit: 200 }, { ...still, enabled: accounts })).data;
  const roots = useQuery(trpc.clouds.list.queryOptions({ limit: 200 }, { ...still, enabled: clouds })).data;
  const known = new Map([
    ...(users?.items ?? []).map(({ id, userName }) => [id, userName] as const),
    ...(roots?.items ?? []).map(({ id, name }) => [id, name] as const),
  ]);
  return (entry) => {
    const { kind, id } = entry.target;
    if (kind === 'setting') return hasWords(id) ? settings(`items.${settingWords[id].words}.name`) : id;
    return targetName(entry) ?? known.get(id) ?? null;
  };
}
