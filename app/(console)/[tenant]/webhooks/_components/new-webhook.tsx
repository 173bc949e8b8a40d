'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { ChannelSecret } from '#app/(console)/[tenant]/channels/_components/channel-secret.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useRefreshWebhooks } from './use-webhook-actions.ts';
import { WebhookForm } from './webhook-form.tsx';
import type { WebhookWish } from './webhook-form-schema.ts';

type Made = { id: string; name: string; secret: string };

/** Adds a webhook, shows its secret once, then leads to its page, where it can be tested. */
export function NewWebhook() {
  const t = useTranslations('webhooks');
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshWebhooks();
  const home = `/${useTenant().slug}/webhooks`;
  const create = useMutation(trpc.webhooks.create.mutationOptions());
  const [made, setMade] = useState<Made | null>(null);
  const submit = async ({ url = '', ...wish }: WebhookWish) => {
    setMade(await create.mutateAsync({ ...wish, url }));
    await refresh();
  };
  const title = t('form.newTitle');
  return (
    <>
      <PageChrome crumbs={useMemo(() => [{ label: title }], [title])} />
      <WebhookForm back={home} onSubmit={submit} />
      {made ? (
        <ChannelSecret
          name={made.name}
          secret={made.secret}
          next={t('secretNext')}
          onStored={() => {
            toast.success(t('done.created'));
            router.push(`${home}/${made.id}`);
          }}
        />
      ) : null}
    </>
  );
}
