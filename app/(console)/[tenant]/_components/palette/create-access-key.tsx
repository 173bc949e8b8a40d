'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefreshCloudAccess } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';

type CreateAccessKeyProps = { account: Pick<SubAccountOut, 'id' | 'userName'>; onClose: () => void };

/** Asks once, makes an access key, and shows its secret the only time that it can be seen. */
export function CreateAccessKey({ account, onClose }: CreateAccessKeyProps) {
  const t = useTranslations('nav.palette.accessKey');
  const words = useTranslations('subAccounts');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const refresh = useRefreshCloudAccess();
  const create = useMutation(trpc.iam.createAccessKey.mutationOptions({ onSettled: refresh }));
  const made = create.data;
  if (made) {
    return (
      <SecretOnce
        open
        title={words('keys.madeTitle', { name: account.userName })}
        secrets={[
          { label: words('secrets.accessKeyId'), value: made.accessKeyId, plain: true },
          { label: words('secrets.secretAccessKey'), value: made.secretAccessKey },
        ]}
        fileName={`${account.userName}-access-key`}
        onStored={onClose}
      />
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && !create.isPending && onClose()}>
      <DialogContent
        size="sm"
        title={t('title', { name: account.userName })}
        description={t('body')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={create.isPending}>{cancel}</Button>
            </DialogClose>
            <Button
              variant="primary"
              pending={create.isPending}
              onClick={() => create.mutate({ subAccountId: account.id })}
            >
              {words('keys.create')}
            </Button>
          </>
        }
      >
        {create.isError ? <ProblemPanel error={create.error} /> : null}
      </DialogContent>
    </Dialog>
  );
}
