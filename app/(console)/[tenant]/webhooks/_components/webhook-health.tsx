'use client';
import { CircleSlash, PauseCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ChannelHealth } from '#app/(console)/[tenant]/channels/_components/channel-health.tsx';
import type { TestAnswer } from '#app/(console)/[tenant]/channels/_components/use-channel-actions.ts';
import type { Webhook } from './webhook-table.ts';

type WebhookHealthProps = { webhook: Webhook; answer: TestAnswer | undefined };

/** Whether events arrive: the answer to a test just made, why it is off, else how the last event went. */
export function WebhookHealth({ webhook, answer }: WebhookHealthProps) {
  const t = useTranslations('webhooks.off');
  const { offReason } = webhook;
  if (answer || !offReason)
    return <ChannelHealth channel={{ ...webhook, offReason: null }} answer={answer} />;
  const Icon = offReason === 'gone' ? CircleSlash : PauseCircle;
  return (
    <p className="inline-flex items-start gap-1.5 py-1.5 text-sm text-warning">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t(offReason)}
    </p>
  );
}
