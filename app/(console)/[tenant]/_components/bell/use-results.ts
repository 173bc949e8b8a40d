'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { type Activity, useActivities } from '#components/activity.ts';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';

const DAY_MS = 86_400_000;
const REFRESH_MS = 15_000;
const MOST = 8;

export type Result = Activity & { href?: string };

/** What somebody started and what became of it: checks from the server, exports and bulk actions from this browser. */
export function useResults(): readonly Result[] {
  const t = useTranslations('nav.bell');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const { now } = useClock();
  const enabled = useCan('spending:read', 'cloud-account:read');
  const here = useActivities();
  const checks = useQuery(
    trpc.spending.checks.queryOptions({ limit: 20 }, { enabled, refetchInterval: REFRESH_MS }),
  );
  const clouds = useQuery(trpc.clouds.list.queryOptions({ limit: 200 }, { enabled, staleTime: 60_000 }));
  // Checks by the schedule come every few minutes and are nobody's errand.
  const started = (checks.data?.items ?? []).filter(
    ({ trigger, startedAt }) => trigger === 'manual' && now.getTime() - Date.parse(startedAt) < DAY_MS,
  );
  const asResults = started.map((check): Result => {
    const name = clouds.data?.items.find(({ id }) => id === check.cloudAccountId)?.name ?? '';
    const progress =
      check.slicesTotal > 0
        ? t('checkProgress', { done: check.slicesDone, total: check.slicesTotal })
        : t('checkBegins');
    return {
      id: check.id,
      state: check.state,
      title: t('check', { name }),
      detail:
        check.state === 'running'
          ? progress
          : check.state === 'failed'
            ? t('checkFailed')
            : t('checkDone', { changed: check.changed }),
      at: Date.parse(check.finishedAt ?? check.startedAt),
      href: `/${slug}/clouds/${check.cloudAccountId}#checks`,
    };
  });
  return [...here, ...asResults].sort((a, b) => b.at - a.at).slice(0, MOST);
}
