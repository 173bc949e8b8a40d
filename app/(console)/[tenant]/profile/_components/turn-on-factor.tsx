'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { CopyButton } from '#components/copy-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { QrCode } from './qr-code.tsx';

type TurnOnFactorProps = { onDone: (recoveryCodes: string[]) => void; onClose: () => void };

/** Two steps: the password, then the secret and a first code of it. */
export function TurnOnFactor({ onDone, onClose }: TurnOnFactorProps) {
  const t = useTranslations('profile.factor');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const form = useId();
  const start = useMutation(trpc.users.startSecondFactor.mutationOptions());
  const confirm = useMutation(
    trpc.users.confirmSecondFactor.mutationOptions({
      onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    }),
  );
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (start.data) confirm.mutate({ code: text });
    else start.mutate({ password: text }, { onSuccess: () => setText('') });
  };
  const { error } = start.data ? confirm : start;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('startTitle')}
        description={start.data ? t('scan') : t('startBody')}
        size="sm"
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <Button
              type="submit"
              form={form}
              variant="primary"
              disabled={text.trim() === ''}
              pending={start.isPending || confirm.isPending}
            >
              {start.data ? t('confirm') : t('next')}
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} className="space-y-4">
          {start.data ? (
            <>
              <QrCode text={start.data.uri} label={t('qr')} />
              <div className="space-y-1">
                <p className="text-soft text-xs">{t('secret')}</p>
                <p className="flex items-center gap-1">
                  <code className="min-w-0 break-all font-mono text-sm">{start.data.secret}</code>
                  <CopyButton value={start.data.secret} />
                </p>
              </div>
              <FormField key="code" label={t('code')}>
                <Input
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={8}
                  autoFocus
                  className="tabular-nums"
                />
              </FormField>
            </>
          ) : (
            <FormField key="password" label={t('password')}>
              <Input
                type="password"
                value={text}
                onChange={(event) => setText(event.target.value)}
                autoComplete="current-password"
                autoFocus
              />
            </FormField>
          )}
          {error ? <ProblemPanel error={error} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}
