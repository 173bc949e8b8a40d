'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';

type ChangeFactorProps = {
  change: 'off' | 'renew';
  onDone: (recoveryCodes?: string[]) => void;
  onClose: () => void;
};

/** Turns the second step off or makes new recovery codes: both ask for password and code. */
export function ChangeFactor({ change, onDone, onClose }: ChangeFactorProps) {
  const t = useTranslations('profile.factor');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const form = useId();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const remove = useMutation(
    trpc.users.removeSecondFactor.mutationOptions({
      onSuccess: () => {
        toast.success(t('turnedOff'));
        onDone();
      },
    }),
  );
  const renew = useMutation(
    trpc.users.renewRecoveryCodes.mutationOptions({
      onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    }),
  );
  const off = change === 'off';
  const { mutate, isPending, error } = off ? remove : renew;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ password, code });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t(off ? 'offTitle' : 'renewTitle')}
        description={t(off ? 'offAsk' : 'renewAsk')}
        size="sm"
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <Button
              type="submit"
              form={form}
              variant={off ? 'danger' : 'primary'}
              disabled={password === '' || code.trim() === ''}
              pending={isPending}
            >
              {t(off ? 'turnOff' : 'renew')}
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} className="space-y-4">
          <FormField label={t('password')}>
            <Input
              type="password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              autoComplete="current-password"
              autoFocus
            />
          </FormField>
          <FormField label={t('anyCode')}>
            <Input
              value={code}
              onChange={(event) => setCode(event.target.value)}
              autoComplete="one-time-code"
              maxLength={40}
              className="tabular-nums"
            />
          </FormField>
          {error ? <ProblemPanel error={error} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}
