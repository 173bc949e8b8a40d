'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useRefreshCloudAccess } from '#app/(console)/[tenant]/sub-accounts/_components/use-refresh.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { AttachedPolicy } from './policies.tsx';
import { PolicyChange } from './policy-change.tsx';

type DetachPolicyProps = {
  account: SubAccountDetailOut;
  policy: AttachedPolicy;
  attached: readonly AttachedPolicy[];
  onClose: () => void;
};

/** Takes a direct attachment away, after showing what is left; attaching it again is the way back. */
export function DetachPolicy({ account, policy, attached, onClose }: DetachPolicyProps) {
  const t = useTranslations('subAccounts.policies');
  const words = useTranslations('common.actions');
  const trpc = useTRPC();
  const refresh = useRefreshCloudAccess();
  const project = policy.scope.kind === 'project' ? policy.scope.project : null;
  const input = {
    subAccountId: account.id,
    name: policy.name,
    type: policy.type,
    ...(project === null ? {} : { project }),
  };
  const attachAgain = useMutation(
    trpc.iam.attachPolicy.mutationOptions({
      onSuccess: () => toast.success(t('attached', { policy: policy.name })),
      onSettled: refresh,
    }),
  );
  const detach = useMutation(
    trpc.iam.detachPolicy.mutationOptions({
      onSuccess: () => {
        toast.success(t('detached', { policy: policy.name }), {
          action: { label: words('undo'), onClick: () => attachAgain.mutate(input) },
        });
        onClose();
      },
      onSettled: refresh,
    }),
  );
  const alsoByGroup = attached.some((known) => known.name === policy.name && known.viaGroup !== null);
  const ours = account.projects
    .find((known) => known.projectName === project)
    ?.attached.some((known) => known.name === policy.name && known.alreadyThere === false);
  return (
    <Dialog open onOpenChange={(open) => !open && !detach.isPending && onClose()}>
      <DialogContent
        title={t('detachTitle', { policy: policy.name })}
        description={account.userName}
        footer={
          <>
            <Button disabled={detach.isPending} onClick={onClose}>
              {words('cancel')}
            </Button>
            <Can permission="sub-account:update">
              <Button variant="danger" pending={detach.isPending} onClick={() => detach.mutate(input)}>
                {t('detach')}
              </Button>
            </Can>
          </>
        }
      >
        <div className="space-y-3">
          <PolicyChange verb="detach" policy={policy.name} scope={project} attached={attached} />
          {ours ? <p className="text-sm text-warning">{t('oursWarning')}</p> : null}
          {alsoByGroup ? <p className="text-sm text-soft">{t('groupStays')}</p> : null}
          {detach.isError ? <ProblemPanel error={detach.error} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
