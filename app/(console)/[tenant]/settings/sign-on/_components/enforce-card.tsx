'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useToastProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useCan } from '#components/can.tsx';
import { AlertDialog, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast.tsx';
import { useSsoChange } from './use-sso-change.ts';

/** Whether the provider is the only way in. Turning it on shuts people out at once, so it asks. */
export function EnforceCard({ enforced }: { enforced: boolean }) {
  const t = useTranslations('sso.enforce');
  const trpc = useTRPC();
  const changed = useSsoChange();
  const onError = useToastProblem();
  const allowed = useCan('sso:update');
  const [asking, setAsking] = useState(false);
  const set = useMutation(
    trpc.sso.setEnforced.mutationOptions({
      onSuccess: (_, wish) => toast.success(t(wish.enforced ? 'done' : 'undone')),
      onError,
      onSettled: changed,
    }),
  );
  return (
    <Card>
      <CardBody>
        <FormField inline label={t('label')} hint={t(enforced ? 'on' : 'off')}>
          <Switch
            checked={enforced}
            disabled={!allowed || set.isPending}
            onCheckedChange={(wish) => (wish ? setAsking(true) : set.mutate({ enforced: false }))}
          />
        </FormField>
      </CardBody>
      <AlertDialog open={asking} onOpenChange={setAsking}>
        <AlertDialogContent
          title={t('confirmTitle')}
          description={t('confirmBody')}
          action={t('confirm')}
          onAction={() => set.mutate({ enforced: true })}
        />
      </AlertDialog>
    </Card>
  );
}
