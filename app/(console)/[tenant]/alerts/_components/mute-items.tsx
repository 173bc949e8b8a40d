'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BellOff, BellRing } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { DropdownMenuItem } from '#components/ui/dropdown-menu.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { AlertOut } from '#server/alerts/schema.ts';

const DAY = 24;

/** Mutes alerts like this one for a day or a week, or ends that; entries of the row's menu. */
export function MuteItems({ alert }: { alert: AlertOut }) {
  const t = useTranslations('alerts.mute');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const allowed = useCan('alert:update');
  const onError = useToastProblem();
  const mute = useMutation(
    trpc.alerts.mute.mutationOptions({
      onError,
      onSuccess: async ({ mutedUntil }) => {
        toast.success(t(mutedUntil ? 'done' : 'ended'));
        await queries.invalidateQueries(trpc.alerts.pathFilter());
      },
    }),
  );
  const run = (hours: number) => mute.mutate({ alertId: alert.id, hours });
  if (alert.mutedUntil) {
    return (
      <DropdownMenuItem disabled={!allowed} onSelect={() => run(0)}>
        <BellRing aria-hidden />
        {t('end')}
      </DropdownMenuItem>
    );
  }
  return (
    <>
      <DropdownMenuItem disabled={!allowed} onSelect={() => run(DAY)}>
        <BellOff aria-hidden />
        {t('day')}
      </DropdownMenuItem>
      <DropdownMenuItem disabled={!allowed} onSelect={() => run(7 * DAY)}>
        <BellOff aria-hidden />
        {t('week')}
      </DropdownMenuItem>
    </>
  );
}
