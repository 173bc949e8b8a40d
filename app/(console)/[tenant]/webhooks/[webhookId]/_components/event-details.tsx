'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { AttemptList } from '#app/(console)/[tenant]/channels/_components/attempt-list.tsx';
import { CodeBlock } from '#app/(console)/[tenant]/channels/_components/code-block.tsx';
import { DeliveryStateBadge } from '#app/(console)/[tenant]/channels/_components/delivery-state.tsx';
import { useEventWord } from '#app/(console)/[tenant]/webhooks/_components/use-event-word.ts';
import type { WebhookDelivery } from '#app/(console)/[tenant]/webhooks/_components/webhook-table.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ResendEvent } from './resend-event.tsx';
import { useEventFault } from './use-event-fault.ts';

type EventDetailsProps = { delivery: WebhookDelivery; enabled: boolean };

/** One event in full: what is posted, and what the other side answered each time. */
export function EventDetails({ delivery, enabled }: EventDetailsProps) {
  const t = useTranslations('webhooks.log');
  const channels = useTranslations('channels');
  const word = useEventWord();
  const fault = useEventFault();
  const trpc = useTRPC();
  const { id: deliveryId, state, attempts, lastError, eventId, targetId, type } = delivery;
  const found = useQuery(trpc.webhooks.delivery.queryOptions({ deliveryId }, { refetchInterval: 10_000 }));
  const over = state === 'dead' || state === 'sent';
  return (
    <div className="space-y-6">
      <div className="flex items-center justify-between gap-3">
        <span className="flex items-center gap-3 text-sm text-soft">
          <DeliveryStateBadge state={state} />
          {channels('attempts', { count: attempts })}
        </span>
        {over && enabled ? <ResendEvent deliveryId={deliveryId} /> : null}
      </div>
      <p className="text-sm text-soft">{word(type)}</p>
      {lastError ? (
        <p className="break-words rounded-md bg-sunken px-3 py-2 text-sm">{fault(lastError)}</p>
      ) : null}
      <DefinitionList
        items={[
          { term: t('facts.event'), value: <Id id={eventId} /> },
          { term: t('facts.target'), value: <Id id={targetId} /> },
          { term: t('facts.created'), value: <Moment time={delivery.createdAt} seconds /> },
          { term: t('facts.last'), value: <Moment time={delivery.lastAttemptAt} seconds /> },
          { term: t('facts.sent'), value: <Moment time={delivery.sentAt} seconds /> },
        ]}
      />
      <section aria-label={t('body')} className="space-y-2">
        <h3 className="font-medium text-sm">{t('body')}</h3>
        <Body body={found.data?.body} waiting={found.isPending} />
      </section>
      <AttemptList
        attempts={attempts}
        log={found.data?.attemptLog}
        error={
          found.isError ? <ProblemPanel error={found.error} onRetry={() => void found.refetch()} /> : null
        }
      />
    </div>
  );
}

function Body({ body, waiting }: { body: string | null | undefined; waiting: boolean }) {
  const t = useTranslations('webhooks.log');
  if (waiting) return <Skeleton className="h-40 w-full rounded-md" />;
  if (!body) return <p className="text-sm text-soft">{t('bodyHidden')}</p>;
  return <CodeBlock code={JSON.stringify(JSON.parse(body), null, 2)} label={t('body')} />;
}

function Id({ id }: { id: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="min-w-0 truncate font-mono text-xs">{id}</code>
      <CopyButton value={id} />
    </span>
  );
}
