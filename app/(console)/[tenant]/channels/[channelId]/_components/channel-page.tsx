'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Send, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { ProblemPanel, useProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { ChannelForm } from '#app/(console)/[tenant]/channels/_components/channel-form.tsx';
import type { ChannelFormOut } from '#app/(console)/[tenant]/channels/_components/channel-form-schema.ts';
import { ChannelHealth } from '#app/(console)/[tenant]/channels/_components/channel-health.tsx';
import { DeadLetters } from '#app/(console)/[tenant]/channels/_components/dead-letters.tsx';
import {
  type Channel,
  useChannelActions,
} from '#app/(console)/[tenant]/channels/_components/use-channel-actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast.tsx';
import { RecentDeliveries } from './recent-deliveries.tsx';
import { SigningSection } from './signing-section.tsx';

const DeleteChannel = lateComponent(() =>
  import('#app/(console)/[tenant]/channels/_components/delete-channel.tsx').then((m) => m.DeleteChannel),
);

type ChannelPageProps = { channelId: string; origin: string };

/** One channel: whether it works, what it takes, and what went through it lately. */
export function ChannelPage({ channelId, origin }: ChannelPageProps) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const problem = useProblem();
  const { slug } = useTenant();
  const found = useQuery(trpc.channels.get.queryOptions({ channelId }, { refetchInterval: 15_000 }));
  if (found.data) return <KnownChannel channel={found.data} origin={origin} />;
  if (found.isPending) return <Skeleton className="h-96 w-full rounded-lg" />;
  const known = ['not_found', 'invalid_input'].includes(problem(found.error).code);
  if (!known) return <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <EmptyState
      title={t('notFound')}
      action={
        <Button asChild>
          <Link href={`/${slug}/channels`}>{t('title')}</Link>
        </Button>
      }
    />
  );
}

function KnownChannel({ channel, origin }: { channel: Channel; origin: string }) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { slug } = useTenant();
  const { test, answers, setEnabled, changing } = useChannelActions();
  const [deleting, setDeleting] = useState(false);
  const update = useMutation(trpc.channels.update.mutationOptions());
  const save = async ({ config, ...values }: ChannelFormOut) => {
    await update.mutateAsync({ channelId: channel.id, ...values, ...(config ? { config } : {}) });
    await queries.invalidateQueries(trpc.channels.pathFilter());
    toast.success(t('done.saved'));
  };
  return (
    <div className="mx-auto max-w-300 space-y-6">
      <PageChrome crumbs={useMemo(() => [{ label: channel.name }], [channel.name])} />
      <PageHeader
        title={channel.name}
        meta={
          <>
            <span>{t(`kind.${channel.kind}`)}</span>
            <span className="break-all">{channel.hint}</span>
          </>
        }
        actions={
          <Can permission="channel:update">
            <span className="flex items-center gap-3">
              <span className="flex items-center gap-2 text-sm text-soft">
                <span aria-hidden>{t('columns.enabled')}</span>
                <Switch
                  checked={channel.enabled}
                  disabled={changing === channel.id}
                  aria-label={t('toggle', { name: channel.name })}
                  onCheckedChange={(enabled) => void setEnabled(channel, enabled)}
                />
              </span>
              <Button variant="danger-quiet" onClick={() => setDeleting(true)}>
                <Trash2 aria-hidden />
                {t('actions.delete')}
              </Button>
            </span>
          </Can>
        }
      />
      <DeadLetters channel={channel} />
      <section
        aria-label={t('sections.health')}
        className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface px-5 py-3"
      >
        <ChannelHealth channel={channel} answer={answers[channel.id]} />
        <Can permission="channel:update">
          <Button pending={answers[channel.id]?.state === 'running'} onClick={() => void test(channel)}>
            <Send aria-hidden />
            {t('actions.testLong')}
          </Button>
        </Can>
      </section>
      <ChannelForm
        key={channel.id}
        channel={channel}
        origin={origin}
        submitLabel={t('actions.save')}
        onSubmit={save}
        cancel={null}
      />
      {channel.kind === 'webhook' ? <SigningSection channel={channel} /> : null}
      <Section
        title={t('sections.recent')}
        actions={
          <Button asChild variant="link" size="inline">
            <Link href={`/${slug}/channels/deliveries?channel=${channel.id}`}>{t('sections.allRecent')}</Link>
          </Button>
        }
      >
        <RecentDeliveries channelId={channel.id} />
      </Section>
      {deleting ? (
        <DeleteChannel
          channel={channel}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(`/${slug}/channels`)}
        />
      ) : null}
    </div>
  );
}
