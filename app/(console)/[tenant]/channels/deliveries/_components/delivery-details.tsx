'use client';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { DeliveryStateBadge } from '#app/(console)/[tenant]/channels/_components/delivery-state.tsx';
import { DiscardButton } from '#app/(console)/[tenant]/channels/_components/discard-button.tsx';
import { ResendButton } from '#app/(console)/[tenant]/channels/_components/resend-button.tsx';
import { useFault } from '#app/(console)/[tenant]/channels/_components/use-fault.ts';
import { Moment } from '#components/ago.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { DefinitionList } from '#components/definition-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { AttemptLog } from './attempt-log.tsx';
import type { Delivery } from './delivery-columns.tsx';

/** One delivery in full, with what the other side answered. */
export function DeliveryDetails({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('channels');
  const fault = useFault();
  const { slug } = useTenant();
  return (
    <div className="space-y-6">
      <div className="flex items-center justify-between gap-3">
        <span className="flex items-center gap-3 text-sm text-soft">
          <DeliveryStateBadge state={delivery.state} />
          {t('attempts', { count: delivery.attempts })}
        </span>
        <span className="flex gap-2">
          {delivery.state === 'dead' ? <DiscardButton deliveryId={delivery.id} /> : null}
          {delivery.state === 'dead' || delivery.state === 'discarded' ? (
            <ResendButton deliveryId={delivery.id} />
          ) : null}
        </span>
      </div>
      {delivery.lastError ? (
        <p className="break-words rounded-md bg-sunken px-3 py-2 text-sm">{fault(delivery.lastError)}</p>
      ) : null}
      <DefinitionList
        items={[
          { term: t('log.columns.channel'), value: delivery.channelName },
          { term: t('log.facts.created'), value: <Moment time={delivery.createdAt} seconds /> },
          { term: t('log.facts.lastAttempt'), value: <Moment time={delivery.lastAttemptAt} seconds /> },
          { term: t('log.facts.sent'), value: <Moment time={delivery.sentAt} seconds /> },
          {
            term: t('log.facts.id'),
            value: (
              <span className="inline-flex max-w-full items-center gap-1">
                <code className="min-w-0 truncate font-mono text-xs">{delivery.id}</code>
                <CopyButton value={delivery.id} />
              </span>
            ),
          },
        ]}
      />
      <AttemptLog deliveryId={delivery.id} attempts={delivery.attempts} />
      <Button asChild size="sm">
        <Link href={`/${slug}/alerts?peek=${delivery.alertId}`}>
          {t('log.openAlert')}
          <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      </Button>
    </div>
  );
}
