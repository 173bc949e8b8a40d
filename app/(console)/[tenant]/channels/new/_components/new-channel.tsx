'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { ChannelForm } from '#app/(console)/[tenant]/channels/_components/channel-form.tsx';
import type { ChannelFormOut } from '#app/(console)/[tenant]/channels/_components/channel-form-schema.ts';
import { ChannelSecret } from '#app/(console)/[tenant]/channels/_components/channel-secret.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';

/** A webhook's secret, shown before the page moves on. */
type Made = { id: string; name: string; secret: string };

/** Adds a channel, shows a webhook's secret once, then leads to the channel, where it can be tested. */
export function NewChannel({ origin }: { origin: string }) {
  const t = useTranslations('channels');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { slug } = useTenant();
  const create = useMutation(trpc.channels.create.mutationOptions());
  const [made, setMade] = useState<Made | null>(null);
  const leave = (channelId: string) => {
    toast.success(t('done.created'), { description: t('done.createdHint') });
    router.push(`/${slug}/channels/${channelId}`);
  };
  const submit = async ({ config, ...values }: ChannelFormOut) => {
    if (!config) return;
    const channel = await create.mutateAsync({ ...values, config });
    await queries.invalidateQueries(trpc.channels.pathFilter());
    const { id, name, secret } = channel;
    if (secret !== null) return setMade({ id, name, secret });
    leave(id);
  };
  const title = t('form.newTitle');
  return (
    <>
      <PageChrome crumbs={useMemo(() => [{ label: title }], [title])} />
      <ChannelForm
        origin={origin}
        submitLabel={t('actions.add')}
        onSubmit={submit}
        cancel={
          <Button asChild>
            <Link href={`/${slug}/channels`}>{cancel}</Link>
          </Button>
        }
      />
      {made ? <ChannelSecret name={made.name} secret={made.secret} onStored={() => leave(made.id)} /> : null}
    </>
  );
}
