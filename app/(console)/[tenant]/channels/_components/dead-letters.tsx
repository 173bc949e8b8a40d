'use client';
import { useMutation } from '@tanstack/react-query';
import { CircleX, Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { Channel } from './use-channel-actions.ts';
import { useRefreshDeliveries } from './use-refresh-deliveries.ts';

/** The failed deliveries of one channel in the log. */
function useDeadHref(channelId: string): string {
  return `/${useTenant().slug}/channels/deliveries?channel=${channelId}&state=dead`;
}

/** How many deliveries of a channel failed for good, leading to them; nothing when there are none. */
export function DeadBadge({ channel }: { channel: Channel }) {
  const t = useTranslations('channels.dead');
  const href = useDeadHref(channel.id);
  if (channel.dead === 0) return null;
  return (
    <Link
      href={href}
      className="inline-flex h-5 items-center gap-1 rounded-sm bg-danger-soft px-1.5 font-medium text-danger text-xs tabular-nums hover:underline"
    >
      <CircleX aria-hidden className="size-3" />
      {t('badge', { count: channel.dead })}
      <span className="sr-only">{channel.name}</span>
    </Link>
  );
}

/** What failed for good on one channel, and what to do with it: all again, or none of it. */
export function DeadLetters({ channel }: { channel: Channel }) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const href = useDeadHref(channel.id);
  const onError = useToastProblem();
  const onSettled = useRefreshDeliveries();
  const [asking, setAsking] = useState(false);
  const resend = useMutation(
    trpc.deliveries.resendDead.mutationOptions({
      onSuccess: ({ resent, left }) =>
        toast.success(
          left > 0 ? t('done.resentLeft', { count: resent, left }) : t('done.resent', { count: resent }),
        ),
      onError,
      onSettled,
    }),
  );
  const discard = useMutation(
    trpc.deliveries.discardDead.mutationOptions({
      onSuccess: ({ discarded }) => toast.success(t('done.discarded', { count: discarded })),
      onError,
      onSettled,
    }),
  );
  const { id: channelId, dead, enabled } = channel;
  if (dead === 0) return null;
  return (
    <section
      aria-label={t('dead.title', { count: dead })}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-danger/40 bg-surface px-5 py-3"
    >
      <div className="flex min-w-0 gap-3">
        <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
        <div className="min-w-0 text-sm">
          <p className="font-medium">{t('dead.title', { count: dead })}</p>
          <p className="text-pretty text-soft">
            {t('dead.body')} {enabled ? null : t('dead.bodyOff')}{' '}
            <Link href={href} className="rounded-sm text-accent-ink underline underline-offset-4">
              {t('dead.show')}
            </Link>
          </p>
        </div>
      </div>
      <Can permission="channel:update">
        <span className="flex flex-wrap gap-2">
          <Button pending={discard.isPending} disabled={resend.isPending} onClick={() => setAsking(true)}>
            {t('dead.discard')}
          </Button>
          <Button
            variant="primary"
            pending={resend.isPending}
            disabled={!enabled || discard.isPending}
            onClick={() => resend.mutate({ channelId })}
          >
            <Send aria-hidden />
            {t('dead.resend')}
          </Button>
        </span>
      </Can>
      <AlertDialog open={asking} onOpenChange={setAsking}>
        <AlertDialogContent
          title={t('dead.discardTitle', { count: dead })}
          description={t('dead.discardBody')}
          action={t('dead.discard')}
          onAction={() => discard.mutate({ channelId })}
        />
      </AlertDialog>
    </section>
  );
}
