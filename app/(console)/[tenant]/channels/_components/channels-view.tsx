'use client';
import { useQuery } from '@tanstack/react-query';
import { Megaphone } from 'lucide-react';
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
import { AddChannelLink } from './add-channel-link.tsx';
import { ChannelCarries } from './channel-carries.tsx';
import { ChannelHealth } from './channel-health.tsx';
import { kindIcons } from './channel-kinds.ts';
import { channelListInput, channelTable } from './channel-list.ts';
import { ChannelRowActions } from './channel-row-actions.tsx';
import { DeadBadge } from './dead-letters.tsx';
import { type Channel, useChannelActions } from './use-channel-actions.ts';

const DeleteChannel = lateComponent(() => import('./delete-channel.tsx').then((m) => m.DeleteChannel));

/** Every channel with its health; what is wrong can be tried and mended from here. */
export function ChannelsView() {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const { slug } = useTenant();
  const table = useTableState(channelTable);
  const list = useQuery(trpc.channels.list.queryOptions(channelListInput, { refetchInterval: 30_000 }));
  const actions = useChannelActions();
  // All channels are here already, so searching them needs no server.
  const words = table.state.search.toLowerCase();
  const rows = list.data?.items.filter(({ name, hint }) => `${name} ${hint}`.toLowerCase().includes(words));
  const [deleting, setDeleting] = useState<Channel | null>(null);
  const columns: Column<Channel>[] = [
    {
      id: 'name',
      header: t('columns.name'),
      cell: (channel) => <ChannelName channel={channel} href={`/${slug}/channels/${channel.id}`} />,
    },
    {
      id: 'carries',
      header: t('columns.carries'),
      width: 'w-56',
      cell: (channel) => <ChannelCarries channel={channel} />,
    },
    {
      id: 'health',
      header: t('columns.health'),
      width: 'w-90',
      cell: (channel) => <ChannelHealth channel={channel} answer={actions.answers[channel.id]} />,
    },
    {
      id: 'enabled',
      header: t('columns.enabled'),
      width: 'w-16',
      cell: (channel) => (
        <Can permission="channel:update">
          <Switch
            checked={channel.enabled}
            disabled={actions.changing === channel.id}
            aria-label={t('toggle', { name: channel.name })}
            onCheckedChange={(enabled) => void actions.setEnabled(channel, enabled)}
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
        rowId={(channel) => channel.id}
        rowName={(channel) => channel.name}
        rowHref={(channel) => `/${slug}/channels/${channel.id}`}
        rowActions={(channel) => (
          <ChannelRowActions
            channel={channel}
            testing={actions.answers[channel.id]?.state === 'running'}
            onTest={() => void actions.test(channel)}
            onToggle={() => void actions.setEnabled(channel, !channel.enabled)}
            onDelete={() => setDeleting(channel)}
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
          <EmptyState icon={<Megaphone />} title={t('empty.title')} action={<AddChannelLink />}>
            {t('empty.body')}
          </EmptyState>
        }
      />
      {deleting ? <DeleteChannel channel={deleting} onClose={() => setDeleting(null)} /> : null}
    </>
  );
}

/** Kind, name and where it goes. */
function ChannelName({ channel, href }: { channel: Channel; href: string }) {
  const t = useTranslations('channels');
  const Icon = kindIcons[channel.kind];
  return (
    <div className="flex min-w-0 items-center gap-3 py-1.5">
      <span
        title={t(`kind.${channel.kind}`)}
        className="grid size-8 shrink-0 place-items-center rounded-md border border-line bg-sunken text-soft"
      >
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2">
          <Link
            href={href}
            className={cn(
              'rounded-sm font-medium hover:underline',
              channel.enabled ? 'text-ink' : 'text-soft',
            )}
          >
            {channel.name}
          </Link>
          <DeadBadge channel={channel} />
        </div>
        <p className="max-w-80 truncate font-normal text-faint text-xs">
          {t(`kind.${channel.kind}`)} · {channel.hint}
        </p>
      </div>
    </div>
  );
}
