'use client';
import { useMutation } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast.tsx';

/** Whether a link in a mail to the reader was ever followed, and the way to get one. */
export function MailboxState({ email, verified }: { email: string; verified: boolean }) {
  const t = useTranslations('profile');
  const trpc = useTRPC();
  const send = useMutation(
    trpc.users.sendVerification.mutationOptions({
      onSuccess: () => toast.success(t('verifySent', { email })),
      onError: useToastProblem(),
    }),
  );
  if (verified) {
    return (
      <p className="flex items-center gap-1.5 text-sm text-soft">
        <BadgeCheck aria-hidden className="size-4 text-success" />
        {email} · {t('verified')}
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-soft">
      {email} · {t('unverified')}
      <Button size="sm" pending={send.isPending} onClick={() => send.mutate()}>
        {t('verify')}
      </Button>
    </p>
  );
}
