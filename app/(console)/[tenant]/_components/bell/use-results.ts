'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { exportAddress } from '#app/(console)/[tenant]/audit/_components/export-address.ts';
import {
  type LogExport,
  useExports,
  useExportText,
} from '#app/(console)/[tenant]/audit/_components/use-exports.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { type Activity, useActivities } from '#components/activity.ts';
import { useCan } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';

const DAY_MS = 86_400_000;
const REFRESH_MS = 15_000;
const MOST = 8;

export type Result = Activity & { href?: string };

/** What somebody started and what became of it: checks and files of the log from the server, the rest from this browser. */
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
  const files = useMyExports();
  return [...here, ...asResults, ...files].sort((a, b) => b.at - a.at).slice(0, MOST);
}

const states: Record<LogExport['state'], Result['state']> = {
  waiting: 'running',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'failed',
};

/** One's own files of the audit log; who finds one here has it with a click. */
function useMyExports(): Result[] {
  const t = useTranslations('audit.files');
  const { slug } = useTenant();
  const textOf = useExportText();
  const items = useExports().data?.items ?? [];
  return items
    .filter(({ mine, state }) => mine && state !== 'cancelled')
    .map((made) => ({
      id: made.id,
      state: states[made.state],
      title: t('bell'),
      detail: textOf(made),
      at: Date.parse(made.finishedAt ?? made.createdAt),
      href: `/${slug}/audit`,
      ...(made.state === 'done' && {
        action: {
          label: t('download'),
          run: () => window.location.assign(exportAddress(slug, made.id)),
        },
      }),
    }));
}
