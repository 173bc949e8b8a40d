'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useRefreshWebhooks } from './use-webhook-actions.ts';
import { WebhookForm } from './webhook-form.tsx';
import type { WebhookWish } from './webhook-form-schema.ts';
import type { Webhook } from './webhook-table.ts';

/** Changes a webhook's name, address and events. */
export function EditWebhook({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('webhooks');
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshWebhooks();
  const { id: webhookId, name } = webhook;
  const home = `/${useTenant().slug}/webhooks/${webhookId}`;
  const title = t('actions.edit');
  const update = useMutation(trpc.webhooks.update.mutationOptions());
  const submit = async ({ url, ...wish }: WebhookWish) => {
    await update.mutateAsync({ webhookId, ...wish, ...(url ? { url } : {}) });
    await refresh();
    toast.success(t('done.saved'));
    router.push(home);
  };
  return (
    <>
      <PageChrome
        crumbs={useMemo(() => [{ label: name, href: home }, { label: title }], [name, home, title])}
      />
      <WebhookForm webhook={webhook} back={home} onSubmit={submit} />
    </>
  );
}
