'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleX, Webhook as WebhookIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { DataTable } from '#components/data-table/data-table.tsx';
import type { Column } from '#components/data-table/types.ts';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { EmptyState } from '#components/empty-state.tsx';
import { cn } from '#components/ui/cn.ts';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { EVERY_EVENT } from '#lib/webhook-events.ts';
import { NewWebhookLink } from './new-webhook-link.tsx';
import { useWebhookActions } from './use-webhook-actions.ts';
import { WebhookHealth } from './webhook-health.tsx';
import { WebhookMenu } from './webhook-menu.tsx';
import { type Webhook, webhookListInput, webhookTable } from './webhook-table.ts';

const DeleteWebhook = lateComponent(() => import('./delete-webhook.tsx').then((m) => m.DeleteWebhook));

/** Every webhook with its health; what is wrong can be tried and mended from here. */
export function WebhooksView() {
  const t = useTranslations('webhooks');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const table = useTableState(webhookTable);
  const list = useQuery(trpc.webhooks.list.queryOptions(webhookListInput, { refetchInterval: 30_000 }));
  const { answers, changing, test, setEnabled } = useWebhookActions();
  const [deleting, setDeleting] = useState<Webhook | null>(null);
  // All webhooks are here already, so searching them needs no server.
  const words = table.state.search.toLowerCase();
  const rows = list.data?.items.filter(({ name, hint }) => `${name} ${hint}`.toLowerCase().includes(words));
  const columns: Column<Webhook>[] = [
    {
      id: 'name',
      header: t('columns.name'),
      cell: (webhook) => <WebhookName webhook={webhook} href={`/${slug}/webhooks/${webhook.id}`} />,
    },
    {
      id: 'events',
      header: t('columns.events'),
      width: 'w-40',
      cell: ({ events }) =>
        events.includes(EVERY_EVENT) ? t('everyEvent') : t('eventCount', { count: events.length }),
    },
    {
      id: 'health',
      header: t('columns.health'),
      width: 'w-90',
      cell: (webhook) => <WebhookHealth webhook={webhook} answer={answers[webhook.id]} />,
    },
    {
      id: 'enabled',
      header: t('columns.enabled'),
      width: 'w-16',
      cell: (webhook) => (
        <Can permission="webhook:update">
          <Switch
            checked={webhook.enabled}
            disabled={changing === webhook.id}
            aria-label={t('toggle', { name: webhook.name })}
            onCheckedChange={(enabled) => void setEnabled(webhook, enabled)}
          />
        </Can>
      ),
    },
  ];
  return (
    <>
      <DataTable
        table={table}
        label={t('title')}
        columns={columns}
        rows={rows}
        searchPlaceholder={t('search')}
        rowId={(webhook) => webhook.id}
        rowName={(webhook) => webhook.name}
        rowHref={(webhook) => `/${slug}/webhooks/${webhook.id}`}
        rowActions={(webhook) => (
          <WebhookMenu
            webhook={webhook}
            testing={answers[webhook.id]?.state === 'running'}
            onTest={() => void test(webhook)}
            onToggle={() => void setEnabled(webhook, !webhook.enabled)}
            onDelete={() => setDeleting(webhook)}
          />
        )}
        error={
          list.isError && !list.data ? (
            <ProblemPanel
              error={list.error}
              onRetry={() => void list.refetch()}
              retrying={list.isRefetching}
            />
          ) : undefined
        }
        empty={
          <EmptyState icon={<WebhookIcon />} title={t('empty.title')} action={<NewWebhookLink />}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {deleting ? <DeleteWebhook webhook={deleting} onClose={() => setDeleting(null)} /> : null}
    </>
  );
}

/** Name and where it goes, and how much failed for good. */
function WebhookName({ webhook, href }: { webhook: Webhook; href: string }) {
  const t = useTranslations('webhooks.dead');
  const { name, hint, enabled, dead } = webhook;
  return (
    <div className="min-w-0 py-1.5">
      <div className="flex flex-wrap items-center gap-x-2">
        <Link
          href={href}
          className={cn('rounded-sm font-medium hover:underline', enabled ? 'text-ink' : 'text-soft')}
        >
          {name}
        </Link>
        {dead > 0 ? (
          <Link
            href={`${href}?state=dead`}
            className="inline-flex h-5 items-center gap-1 rounded-sm bg-danger-soft px-1.5 font-medium text-danger text-xs tabular-nums hover:underline"
          >
            <CircleX aria-hidden className="size-3" />
            {t('badge', { count: dead })}
            <span className="sr-only">{name}</span>
          </Link>
        ) : null}
      </div>
      <p className="max-w-80 truncate font-normal text-faint text-xs">{hint}</p>
    </div>
  );
}
