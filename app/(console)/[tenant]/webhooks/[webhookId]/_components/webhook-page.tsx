'use client';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, Pencil, Send, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useWebhookActions } from '#app/(console)/[tenant]/webhooks/_components/use-webhook-actions.ts';
import { WebhookHealth } from '#app/(console)/[tenant]/webhooks/_components/webhook-health.tsx';
import type { Webhook } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { EventLog } from './event-log.tsx';
import { FailedEvents, OverlapNotice, PauseNotice } from './notices.tsx';
import { Subscribed } from './subscribed.tsx';

const DeleteWebhook = lateComponent(() =>
  import('#app/(console)/[tenant]/webhooks/_components/delete-webhook.tsx').then((m) => m.DeleteWebhook),
);
const RotateWebhook = lateComponent(() => import('./rotate-webhook.tsx').then((m) => m.RotateWebhook));

/** One webhook: whether events arrive, what it tells, and every event with its attempts. */
export function WebhookPage({ webhookId }: { webhookId: string }) {
  const trpc = useTRPC();
  const found = useQuery(trpc.webhooks.get.queryOptions({ webhookId }, { refetchInterval: 10_000 }));
  if (found.data) return <KnownWebhook webhook={found.data} />;
  if (!found.isError) return <Skeleton className="h-96 w-full rounded-lg" />;
  return (
    <ProblemPanel error={found.error} onRetry={() => void found.refetch()} retrying={found.isRefetching} />
  );
}

function KnownWebhook({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  const { slug } = useTenant();
  const { answers, changing, test, setEnabled } = useWebhookActions();
  const [dialog, setDialog] = useState<'rotate' | 'delete' | null>(null);
  const close = () => setDialog(null);
  const { id, name, hint, enabled } = webhook;
  const answer = answers[id];
  return (
    <div className="space-y-6">
      <PageChrome crumbs={useMemo(() => [{ label: name }], [name])} />
      <PageHeader
        title={name}
        meta={
          <>
            <span className="break-all">{hint}</span>
            <span className="inline-flex min-w-0 items-center gap-1 text-faint">
              <code className="min-w-0 truncate font-mono text-xs">{id}</code>
              <CopyButton value={id} />
            </span>
          </>
        }
        actions={
          <Can permission="webhook:update">
            <span className="flex flex-wrap items-center gap-2">
              <span className="mr-1 flex items-center gap-2 text-sm text-soft">
                <span aria-hidden>{t('columns.enabled')}</span>
                <Switch
                  checked={enabled}
                  disabled={changing === id}
                  aria-label={t('toggle', { name })}
                  onCheckedChange={(on) => void setEnabled(webhook, on)}
                />
              </span>
              <Button onClick={() => setDialog('rotate')}>
                <KeyRound aria-hidden />
                {t('actions.rotate')}
              </Button>
              <Button asChild>
                <Link href={`/${slug}/webhooks/${id}/edit`}>
                  <Pencil aria-hidden />
                  {t('actions.edit')}
                </Link>
              </Button>
              <Button variant="danger-quiet" onClick={() => setDialog('delete')}>
                <Trash2 aria-hidden />
                {t('actions.delete')}
              </Button>
            </span>
          </Can>
        }
      />
      <PauseNotice
        webhook={webhook}
        pending={changing === id}
        onResume={() => void setEnabled(webhook, true)}
      />
      <FailedEvents webhook={webhook} />
      <OverlapNotice webhook={webhook} />
      <section
        aria-label={t('columns.health')}
        className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface px-5 py-3"
      >
        {enabled || webhook.offReason || answer ? (
          <WebhookHealth webhook={webhook} answer={answer} />
        ) : (
          <p className="text-sm text-soft">{t('off.byHand')}</p>
        )}
        <Can permission="webhook:update">
          <Button pending={answer?.state === 'running'} onClick={() => void test(webhook)}>
            <Send aria-hidden />
            {t('actions.testLong')}
          </Button>
        </Can>
      </section>
      <Subscribed events={webhook.events} />
      <Section title={t('log.title')}>
        <EventLog webhook={webhook} />
      </Section>
      {dialog === 'rotate' ? <RotateWebhook webhook={webhook} onClose={close} /> : null}
      {dialog === 'delete' ? (
        <DeleteWebhook webhook={webhook} onClose={close} onDeleted={() => router.push(`/${slug}/webhooks`)} />
      ) : null}
    </div>
  );
}
