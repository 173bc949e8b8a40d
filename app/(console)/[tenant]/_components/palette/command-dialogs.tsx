'use client';
import { InviteDialog } from '#app/(console)/[tenant]/members/_components/invite-dialog.tsx';
import {
  type AccountDialog,
  AccountDialogs,
} from '#app/(console)/[tenant]/sub-accounts/_components/account-dialogs.tsx';
import { AddProject } from '#app/(console)/[tenant]/sub-accounts/[subAccountId]/_components/add-project.tsx';
import type { RoleName } from '#lib/permissions.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { CreateAccessKey } from './create-access-key.tsx';

export type Asking = AccountDialog | 'access-key' | 'project' | 'invite';

type CommandDialogsProps = {
  asking: Asking;
  onAsking: (asking: Asking | null) => void;
  account: SubAccountDetailOut | undefined;
  /** The reader's own. */
  role: RoleName;
};

/** What a command opens. It is loaded with the first one: forms and their rules are much of the console. */
export function CommandDialogs({ asking, onAsking, account, role }: CommandDialogsProps) {
  const close = () => onAsking(null);
  if (asking === 'invite') return <InviteDialog own={role} open onOpenChange={(open) => !open && close()} />;
  if (!account) return null;
  if (asking === 'access-key') return <CreateAccessKey account={account} onClose={close} />;
  if (asking === 'project') return <AddProject account={account} onClose={close} />;
  return <AccountDialogs account={account} open={asking} onOpen={onAsking} />;
}
