'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { isMoving } from '#app/(console)/[tenant]/sub-accounts/_components/standing.ts';
import {
  useRefresh,
  useRefreshCloudAccess,
} from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { toast } from '#components/ui/toast.tsx';

const LIVE_MS = 1_000;
const CALM_MS = 15_000;

/** The sub-account of the page; read again every second while a cut-off or restore is on its way. */
export function useSubAccount(subAccountId: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.iam.get.queryOptions(
      { subAccountId },
      {
        refetchInterval: ({ state }) =>
          state.data && (isMoving(state.data) || state.data.openSagaId) ? LIVE_MS : CALM_MS,
      },
    ),
  );
}

/** One cut-off or restore, live while it runs. */
export function useSaga(sagaId: string | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.cutOff.get.queryOptions(
      { sagaId: sagaId ?? '' },
      {
        enabled: sagaId !== null,
        refetchInterval: ({ state }) =>
          state.data?.state === 'running' ? LIVE_MS : state.data?.finishedAt ? false : 5_000,
      },
    ),
  );
}

/** When the open cut-off or restore has ended: says so, and reads again what it has changed in the cloud. */
export function useSagaEnd(account: { openSagaId: string | null; status: string; userName: string }) {
  const t = useTranslations('cutOff.ended');
  const refresh = useRefresh();
  const refreshCloudAccess = useRefreshCloudAccess();
  const before = useRef(account.openSagaId);
  const { openSagaId, status, userName } = account;
  useEffect(() => {
    const ended = before.current !== null && openSagaId === null;
    before.current = openSagaId;
    if (!ended) return;
    if (status === 'cut_off') toast(t('cutOff', { name: userName }));
    else toast.success(t('restored', { name: userName }));
    void refresh();
    void refreshCloudAccess();
  }, [openSagaId, status, userName, t, refresh, refreshCloudAccess]);
}
