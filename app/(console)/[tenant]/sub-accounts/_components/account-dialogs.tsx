'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';

const AllocateDialog = dynamic(() => import('./allocate-dialog.tsx').then((m) => m.AllocateDialog), {
  ssr: false,
});
const AssignHolder = dynamic(() => import('./assign-holder.tsx').then((m) => m.AssignHolder), { ssr: false });
const AssignTeam = dynamic(() => import('./assign-team.tsx').then((m) => m.AssignTeam), { ssr: false });
const CutOffDialog = dynamic(() => import('./cut-off-dialog.tsx').then((m) => m.CutOffDialog), {
  ssr: false,
});
const DeleteDialog = dynamic(() => import('./delete-dialog.tsx').then((m) => m.DeleteDialog), { ssr: false });
const EditDialog = dynamic(() => import('./edit-dialog.tsx').then((m) => m.EditDialog), { ssr: false });
const ReleaseDialog = dynamic(() => import('./release-dialog.tsx').then((m) => m.ReleaseDialog), {
  ssr: false,
});
const RestoreDialog = dynamic(() => import('./restore-dialog.tsx').then((m) => m.RestoreDialog), {
  ssr: false,
});

export type AccountDialog =
  | 'allocate'
  | 'cut-off'
  | 'restore'
  | 'edit'
  | 'team'
  | 'holder'
  | 'release'
  | 'delete';

type AccountDialogsProps = {
  account: SubAccountOut;
  open: AccountDialog | null;
  onOpen: (dialog: AccountDialog | null) => void;
  /** A cut-off or restore has begun: where its progress is shown. */
  onSaga?: () => void;
};

/** Every dialog about one sub-account, for its page, its panel and its row. */
export function AccountDialogs({ account, open, onOpen, onSaga }: AccountDialogsProps) {
  const router = useRouter();
  const { slug } = useTenant();
  const close = () => onOpen(null);
  const leave = () => router.push(`/${slug}/sub-accounts`);
  if (open === 'allocate') return <AllocateDialog account={account} onClose={close} />;
  if (open === 'cut-off') return <CutOffDialog account={account} onClose={close} onBegun={onSaga} />;
  if (open === 'restore') {
    return (
      <RestoreDialog
        account={account}
        onClose={close}
        onAllocate={() => onOpen('allocate')}
        onBegun={onSaga}
      />
    );
  }
  if (open === 'edit') return <EditDialog account={account} onClose={close} />;
  if (open === 'team') return <AssignTeam accounts={[account]} onClose={close} />;
  if (open === 'holder') return <AssignHolder accounts={[account]} onClose={close} />;
  if (open === 'release') return <ReleaseDialog account={account} onClose={close} onReleased={leave} />;
  if (open === 'delete') return <DeleteDialog account={account} onClose={close} onDeleted={leave} />;
  return null;
}
