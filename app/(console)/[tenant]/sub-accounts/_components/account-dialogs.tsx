'use client';
import { useRouter } from 'next/navigation';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { AllocateDialog } from './allocate-dialog.tsx';
import { CutOffDialog } from './cut-off-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

export type AccountDialog = 'allocate' | 'cut-off' | 'restore' | 'edit' | 'release' | 'delete';

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
  if (open === 'release') return <ReleaseDialog account={account} onClose={close} onReleased={leave} />;
  if (open === 'delete') return <DeleteDialog account={account} onClose={close} onDeleted={leave} />;
  return null;
}
