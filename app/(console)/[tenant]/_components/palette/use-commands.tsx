'use client';
import { useQueryClient } from '@tanstack/react-query';
import {
  Ban,
  Coins,
  FolderPlus,
  FolderTree,
  KeyRound,
  Megaphone,
  Pencil,
  Plus,
  RotateCcw,
  ScanSearch,
  ShieldCheck,
  ShieldOff,
  ShieldPlus,
  UserPlus,
} from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useStartChecks } from '#app/(console)/[tenant]/spending/_components/use-start-checks.ts';
import { mayCutOff, mayRestore } from '#app/(console)/[tenant]/sub-accounts/_components/standing.ts';
import { useProtect } from '#app/(console)/[tenant]/sub-accounts/_components/use-protect.ts';
import { useTRPC } from '#app/trpc/client.tsx';
import type { PaletteEntry } from '#components/frame/palette-entry.ts';
import type { RoleName } from '#lib/permissions.ts';
import type { Asking } from './command-dialogs.tsx';
import { useSubAccountHere } from './use-here.ts';

const CommandDialogs = dynamic(() => import('./command-dialogs.tsx').then((m) => m.CommandDialogs), {
  ssr: false,
});

type Commands = {
  commands: PaletteEntry[];
  /** What a command may open; it stands in the frame, whatever page is below. */
  dialogs: ReactNode;
};

/** What can be done from here, as far as the reader may: first what is about the open page, then what always is. */
export function useCommands(permissions: readonly string[], role: RoleName): Commands {
  const t = useTranslations('nav.palette.commands');
  const words = useTranslations('nav.palette.words');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { slug } = useTenant();
  const account = useSubAccountHere();
  const checks = useStartChecks();
  const { protect } = useProtect();
  const [asking, setAsking] = useState<Asking | null>(null);
  const home = `/${slug}`;

  const checkAll = async () => {
    const clouds = await queries.fetchQuery(trpc.clouds.list.queryOptions({ limit: 200 }));
    await checks.run(clouds.items.map(({ id, name }) => ({ cloudAccountId: id, name })));
  };

  type Offer = Pick<PaletteEntry, 'icon' | 'href' | 'run'> & {
    id: Parameters<typeof t>[0] & Parameters<typeof words>[0];
    permission: string;
    when?: boolean;
  };
  const about: Offer[] = account
    ? [
        { id: 'allocate', permission: 'quota:allocate', icon: <Coins />, run: () => setAsking('allocate') },
        {
          id: 'restore',
          permission: 'sub-account:restore',
          icon: <RotateCcw />,
          when: mayRestore(account),
          run: () => setAsking('restore'),
        },
        {
          id: 'cutOff',
          permission: 'sub-account:cut-off',
          icon: <Ban />,
          when: mayCutOff(account),
          run: () => setAsking('cut-off'),
        },
        {
          id: 'accessKey',
          permission: 'access-key:create',
          icon: <KeyRound />,
          run: () => setAsking('access-key'),
        },
        {
          id: 'project',
          permission: 'project:update',
          icon: <FolderPlus />,
          run: () => setAsking('project'),
        },
        { id: 'edit', permission: 'sub-account:update', icon: <Pencil />, run: () => setAsking('edit') },
        {
          id: account.protected ? 'unprotect' : 'protect',
          permission: 'sub-account:update',
          icon: account.protected ? <ShieldOff /> : <ShieldCheck />,
          run: () => void protect(account, !account.protected),
        },
      ]
    : [];
  const always: Offer[] = [
    { id: 'create', permission: 'sub-account:create', icon: <Plus />, href: `${home}/sub-accounts/new` },
    { id: 'connect', permission: 'cloud-account:connect', icon: <Plus />, href: `${home}/clouds/connect` },
    { id: 'check', permission: 'spending:check', icon: <ScanSearch />, run: () => void checkAll() },
    { id: 'invite', permission: 'member:invite', icon: <UserPlus />, run: () => setAsking('invite') },
    { id: 'team', permission: 'team:update', icon: <FolderTree />, href: `${home}/teams?new=team` },
    { id: 'role', permission: 'role:update', icon: <ShieldPlus />, href: `${home}/roles/new` },
    { id: 'apiKey', permission: 'key:create', icon: <KeyRound />, href: `${home}/keys/new` },
    { id: 'channel', permission: 'channel:update', icon: <Megaphone />, href: `${home}/channels/new` },
  ];
  const entries = (offers: readonly Offer[], heading: string | undefined): PaletteEntry[] =>
    offers
      .filter(({ permission, when = true }) => when && permissions.includes(permission))
      .map(({ id, permission: _, when: __, ...rest }) => ({
        id: `command ${id}`,
        label: t(id),
        keywords: [words(id)],
        ...(heading ? { heading, here: true } : {}),
        ...rest,
      }));

  return {
    commands: [...entries(about, account?.userName), ...entries(always, undefined)],
    dialogs: asking ? (
      <CommandDialogs asking={asking} onAsking={setAsking} account={account} role={role} />
    ) : null,
  };
}
