'use client';
import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '#app/trpc/client.tsx';
import { useRefresh } from './use-refresh.ts';

/** Begins a cut-off; the answer is a saga that is running. */
export function useCutOff() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  return useMutation(trpc.cutOff.cutOff.mutationOptions({ onSettled: refresh }));
}

export function useRestore() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  return useMutation(trpc.cutOff.restore.mutationOptions({ onSettled: refresh }));
}

/** Goes on with a cut-off or restore that has failed. */
export function useRetrySaga() {
  const trpc = useTRPC();
  const refresh = useRefresh();
  return useMutation(trpc.cutOff.retry.mutationOptions({ onSettled: refresh }));
}
