'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChannelSecret } from '#app/(console)/[tenant]/channels/_components/channel-secret.tsx';
import { RotateDialog } from '#app/(console)/[tenant]/channels/_components/rotate-dialog.tsx';
import type { Channel } from '#app/(console)/[tenant]/channels/_components/use-channel-actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';

/** A webhook's secret: never shown again, only replaced. */
export function SigningSection({ channel }: { channel: Channel }) {
  const t = useTranslations('channels.signing');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useMutation(
    trpc.channels.rotateSecret.mutationOptions({
      onSuccess: async (made) => {
        setAsking(false);
        setSecret(made.secret);
        await queries.invalidateQueries(trpc.channels.pathFilter());
      },
    }),
  );
  const { id: channelId, name, secretOverlapUntil } = channel;
  return (
    <Section
      title={t('title')}
      description={t('body')}
      actions={
        <Can permission="channel:update">
          <Button onClick={() => setAsking(true)}>
            <KeyRound aria-hidden />
            {t('rotate')}
          </Button>
        </Can>
      }
    >
      {secretOverlapUntil ? (
        <p className="rounded-md bg-info-soft px-3 py-2 text-info text-sm">
          {t.rich('overlap', { time: () => <Moment time={secretOverlapUntil} /> })}
        </p>
      ) : null}
      {asking ? (
        <RotateDialog
          name={name}
          pending={rotate.isPending}
          error={rotate.error}
          onClose={() => setAsking(false)}
          onRotate={(overlapHours) => rotate.mutate({ channelId, overlapHours })}
        />
      ) : null}
      {secret === null ? null : (
        <ChannelSecret name={name} secret={secret} onStored={() => setSecret(null)} />
      )}
    </Section>
  );
}
