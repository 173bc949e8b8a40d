'use client';
import { useTranslations } from 'next-intl';
import { BulkDialog } from '#app/(console)/[tenant]/_components/bulk/bulk-dialog.tsx';
import { useTRPCClient } from '#app/trpc/client.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { AssignHolder } from './assign-holder.tsx';
import { AssignTeam } from './assign-team.tsx';
import { BulkAllocate } from './bulk-allocate.tsx';
import { BulkPolicy } from './bulk-policy.tsx';
import { mayCutOff, mayRestore } from './standing.ts';
import { useRefresh } from './use-refresh.ts';

export type BulkKind =
  | 'allocate'
  | 'cut-off'
  | 'restore'
  | 'protect'
  | 'unprotect'
  | 'monitor'
  | 'unmonitor'
  | 'team'
  | 'holder'
  | 'attach'
  | 'detach';

type BulkDialogsProps = {
  kind: BulkKind;
  accounts: readonly SubAccountOut[];
  onClose: () => void;
  /** It has run: the selection has done its work. */
  onDone: () => void;
};

/** Every dialog about several sub-accounts at once. */
export function BulkDialogs({ kind, ...props }: BulkDialogsProps) {
  if (kind === 'allocate') return <BulkAllocate {...props} />;
  if (kind === 'cut-off') return <BulkCutOff {...props} />;
  if (kind === 'team') return <AssignTeam {...props} />;
  if (kind === 'holder') return <AssignHolder {...props} />;
  if (kind === 'attach' || kind === 'detach') return <BulkPolicy verb={kind} {...props} />;
  return <BulkSwitch kind={kind} {...props} />;
}

const nameOf = (account: SubAccountOut) => account.userName;

/** Cuts off many after their number was typed; those that are cut off already are left alone. */
function BulkCutOff({ accounts, onClose, onDone }: Omit<BulkDialogsProps, 'kind'>) {
  const t = useTranslations('subAccounts.bulk');
  const confirm = useTranslations('cutOff.confirm');
  const client = useTRPCClient();
  const refresh = useRefresh();
  const targets = accounts.filter(mayCutOff);
  const guarded = targets.filter((target) => target.protected).length;
  return (
    <BulkDialog
      title={t('cutOffTitle', { count: targets.length })}
      targets={targets}
      leftAlone={accounts
        .filter((account) => !mayCutOff(account))
        .map((target) => ({ target, reason: t('cannotCutOff') }))}
      nameOf={nameOf}
      action={confirm('action')}
      destroy={{
        phrase: t('cutOffPhrase', { count: targets.length }),
        consequences: [
          ...(guarded > 0 ? [t('guarded', { count: guarded })] : []),
          confirm('keys'),
          confirm('login'),
          confirm('wayBack'),
        ],
      }}
      work={({ id }) => client.cutOff.cutOff.mutate({ subAccountId: id })}
      onEnd={() => void refresh()}
      onClose={onClose}
      onDone={onDone}
    />
  );
}

type SwitchKind = Exclude<BulkKind, 'allocate' | 'cut-off' | 'team' | 'holder' | 'attach' | 'detach'>;

/** What is one plain call for each of them, and harmless enough not to be typed out. */
function BulkSwitch({
  kind,
  accounts,
  onClose,
  onDone,
}: Omit<BulkDialogsProps, 'kind'> & { kind: SwitchKind }) {
  const t = useTranslations('subAccounts.bulk.switch');
  const client = useTRPCClient();
  const refresh = useRefresh();
  const { takes, work } = {
    restore: {
      takes: mayRestore,
      work: ({ id }: SubAccountOut) => client.cutOff.restore.mutate({ subAccountId: id }),
    },
    protect: {
      takes: (account: SubAccountOut) => !account.protected,
      work: ({ id }: SubAccountOut) => client.iam.update.mutate({ subAccountId: id, protected: true }),
    },
    unprotect: {
      takes: (account: SubAccountOut) => account.protected,
      work: ({ id }: SubAccountOut) => client.iam.update.mutate({ subAccountId: id, protected: false }),
    },
    monitor: {
      takes: (account: SubAccountOut) => account.projectCount > 0,
      work: ({ id }: SubAccountOut) =>
        client.projects.setAllMonitoring.mutate({ subAccountId: id, monitored: true }),
    },
    unmonitor: {
      takes: (account: SubAccountOut) => account.projectCount > 0,
      work: ({ id }: SubAccountOut) =>
        client.projects.setAllMonitoring.mutate({ subAccountId: id, monitored: false }),
    },
  }[kind];
  const targets = accounts.filter(takes);
  return (
    <BulkDialog
      title={t(`${kind}.title`, { count: targets.length })}
      description={t(`${kind}.body`)}
      targets={targets}
      leftAlone={accounts
        .filter((account) => !takes(account))
        .map((target) => ({ target, reason: t(`${kind}.leftAlone`) }))}
      nameOf={nameOf}
      action={t(`${kind}.action`)}
      work={work}
      onEnd={() => void refresh()}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
