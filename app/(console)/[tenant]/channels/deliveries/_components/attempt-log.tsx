'use client';
import { useQuery } from '@tanstack/react-query';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { AttemptList } from '#app/(console)/[tenant]/channels/_components/attempt-list.tsx';
import { useTRPC } from '#app/trpc/client.tsx';

/** Every try of one delivery, newest first, each with what the other side said. */
export function AttemptLog({ deliveryId, attempts }: { deliveryId: string; attempts: number }) {
  const trpc = useTRPC();
  // The count is part of the list's rows, so a new attempt there is read here at once.
  const found = useQuery(
    trpc.deliveries.get.queryOptions({ deliveryId }, { enabled: attempts > 0, refetchInterval: 10_000 }),
  );
  return (
    <AttemptList
      attempts={attempts}
      log={found.data?.attemptLog}
      error={found.isError ? <ProblemPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
    />
  );
}
