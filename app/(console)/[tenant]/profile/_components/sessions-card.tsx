'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Laptop, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProblemPanel, useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Ago } from '#components/ago.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardFooter } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SessionOut } from '#server/users/schema.ts';
import { deviceOf, isPhone } from './device.ts';

/** Where the reader is signed in; each place can be signed out from here. */
export function SessionsCard() {
  const t = useTranslations('profile.sessions');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const showProblem = useToastProblem();
  const sessions = useQuery(trpc.users.sessions.queryOptions());
  const refresh = () => queries.invalidateQueries(trpc.users.sessions.queryFilter());
  const revokeOthers = useMutation(
    trpc.users.revokeOtherSessions.mutationOptions({
      onSuccess: async ({ revoked }) => {
        toast.success(t('revokedOthers', { count: revoked }));
        await refresh();
      },
      onError: showProblem,
    }),
  );
  if (!sessions.data) {
    return sessions.isError ? (
      <ProblemPanel error={sessions.error} onRetry={() => void sessions.refetch()} />
    ) : (
      <Skeleton className="h-32 w-full rounded-lg" />
    );
  }
  const others = sessions.data.some(({ current }) => !current);
  return (
    <Card>
      <ul className="divide-y divide-line">
        {sessions.data.map((session) => (
          <SessionRow key={session.id} session={session} onRevoked={refresh} />
        ))}
      </ul>
      {others ? (
        <CardFooter className="justify-end">
          <Button
            variant="danger-quiet"
            pending={revokeOthers.isPending}
            onClick={() => revokeOthers.mutate()}
          >
            {t('revokeOthers')}
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}

function SessionRow({ session, onRevoked }: { session: SessionOut; onRevoked: () => Promise<unknown> }) {
  const t = useTranslations('profile.sessions');
  const trpc = useTRPC();
  const showProblem = useToastProblem();
  const revoke = useMutation(
    trpc.users.revokeSession.mutationOptions({
      onSuccess: async () => {
        toast.success(t('revoked'));
        await onRevoked();
      },
      onError: showProblem,
    }),
  );
  const { userAgent, method, address, createdAt, lastSeenAt, current } = session;
  const Icon = isPhone(userAgent) ? Smartphone : Laptop;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Icon aria-hidden className="size-4 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium text-sm" title={userAgent ?? undefined}>
          {deviceOf(userAgent) ?? t('unknownDevice')}
          {current ? <Badge tone="accent">{t('current')}</Badge> : null}
        </p>
        <p className="flex flex-wrap gap-x-3 text-soft text-xs">
          <span>{t(`methods.${method}`)}</span>
          {address ? <span className="font-mono">{address}</span> : null}
          <span>
            {t('since')} <Ago time={createdAt} />
          </span>
          <span>
            {t('seen')} <Ago time={lastSeenAt} />
          </span>
        </p>
      </div>
      {current ? null : (
        <Button size="sm" pending={revoke.isPending} onClick={() => revoke.mutate({ sessionId: session.id })}>
          {t('revoke')}
        </Button>
      )}
    </li>
  );
}
