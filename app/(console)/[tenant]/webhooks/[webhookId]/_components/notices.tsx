'use client';
import { useMutation } from '@tanstack/react-query';
import { CircleX, PauseCircle, Play, RefreshCw, Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useRefreshWebhooks } from '#app/(console)/[tenant]/webhooks/_components/use-webhook-actions.ts';
import type { Webhook } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';

type PauseNoticeProps = { webhook: Webhook; pending: boolean; onResume: () => void };

/** Why AirGate switched a webhook off, and the way to go on. */
export function PauseNotice({ webhook: { offReason }, pending, onResume }: PauseNoticeProps) {
  const t = useTranslations('webhooks');
  if (!offReason) return null;
  return (
    <section
      aria-label={t(`off.${offReason}`)}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-warning/40 bg-surface px-5 py-3"
    >
      <div className="flex min-w-0 gap-3">
        <PauseCircle aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
        <div className="min-w-0 text-sm">
          <p className="font-medium">{t(`off.${offReason}`)}</p>
          <p className="text-pretty text-soft">{t(`off.${offReason}Body`)}</p>
        </div>
      </div>
      <Can permission="webhook:update">
        <Button variant="primary" pending={pending} onClick={onResume}>
          <Play aria-hidden />
          {t('actions.resume')}
        </Button>
      </Can>
    </section>
  );
}

/** What failed for good, and all of it again at once. */
export function FailedEvents({ webhook: { id: webhookId, dead, enabled } }: { webhook: Webhook }) {
  const t = useTranslations('webhooks');
  const { slug } = useTenant();
  const refresh = useRefreshWebhooks();
  const onError = useToastProblem();
  const resend = useMutation(
    useTRPC().webhooks.resendFailed.mutationOptions({
      onSuccess: ({ resent, left }) =>
        toast.success(
          left > 0 ? t('done.resentLeft', { count: resent, left }) : t('done.resent', { count: resent }),
        ),
      onError,
      onSettled: refresh,
    }),
  );
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
            <Link
              href={`/${slug}/webhooks/${webhookId}?state=dead`}
              className="rounded-sm text-accent-ink underline underline-offset-4"
            >
              {t('dead.show')}
            </Link>
          </p>
        </div>
      </div>
      <Can permission="webhook:update">
        <Button
          variant={enabled ? 'primary' : 'secondary'}
          pending={resend.isPending}
          disabled={!enabled}
          onClick={() => resend.mutate({ webhookId })}
        >
          <Send aria-hidden />
          {t('actions.resendFailed')}
        </Button>
      </Can>
    </section>
  );
}

/** Until when the secret before signs along. */
export function OverlapNotice({ webhook: { secretOverlapUntil } }: { webhook: Webhook }) {
  const t = useTranslations('webhooks');
  const { timeZone } = useTenant();
  if (!secretOverlapUntil) return null;
  return (
    <p className="flex items-center gap-3 rounded-lg border border-line bg-info-soft px-4 py-3 text-sm">
      <RefreshCw aria-hidden className="size-4 shrink-0 text-info" />
      <span className="min-w-0">
        {t.rich('overlap', { time: () => <Moment time={secretOverlapUntil} timeZone={timeZone} /> })}
      </span>
    </p>
  );
}
