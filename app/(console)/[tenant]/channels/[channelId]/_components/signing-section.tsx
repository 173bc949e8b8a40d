'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { ChannelSecret } from '#app/(console)/[tenant]/channels/_components/channel-secret.tsx';
import type { Channel } from '#app/(console)/[tenant]/channels/_components/use-channel-actions.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';

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

type RotateDialogProps = {
  name: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onRotate: (overlapHours: number) => void;
};

/** How long the secret before goes on signing. */
function RotateDialog({ name, pending, error, onClose, onRotate }: RotateDialogProps) {
  const t = useTranslations('channels.signing');
  const cancel = useTranslations('common.actions')('cancel');
  const [hours, setHours] = useState('24');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('rotateTitle', { name })}
        description={t('rotateBody')}
        footer={
          <>
            <Button onClick={onClose}>{cancel}</Button>
            <Button variant="primary" pending={pending} onClick={() => onRotate(Number(hours))}>
              {t('make')}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <FormField label={t('before')}>
            <RadioGroup value={hours} onValueChange={setHours}>
              <Radio value="24" label={t('hours24')} hint={t('hours24Hint')} />
              <Radio value="168" label={t('hours168')} />
              <Radio value="0" label={t('hours0')} hint={t('hours0Hint')} />
            </RadioGroup>
          </FormField>
          {error ? <ProblemPanel error={error} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
