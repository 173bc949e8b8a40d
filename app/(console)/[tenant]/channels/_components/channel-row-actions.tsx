'use client';
import { Ellipsis, Pencil, Power, ScrollText, Send, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Can, useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { Channel } from './use-channel-actions.ts';

type ChannelRowActionsProps = {
  channel: Channel;
  testing: boolean;
  onTest: () => void;
  onToggle: () => void;
  onDelete: () => void;
};

export function ChannelRowActions(props: ChannelRowActionsProps) {
  const { channel, onToggle, onDelete } = props;
  const t = useTranslations('channels.actions');
  const table = useTranslations('table');
  const { slug } = useTenant();
  const allowed = useCan('channel:update');
  return (
    <div className="flex items-center justify-end gap-1">
      <Can permission="channel:update">
        <Button size="sm" className="max-sm:hidden" pending={props.testing} onClick={props.onTest}>
          <Send aria-hidden className="size-3.5" />
          {t('test')}
        </Button>
      </Can>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: channel.name })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem asChild>
            <Link href={`/${slug}/channels/${channel.id}`}>
              <Pencil aria-hidden />
              {t('edit')}
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem disabled={!allowed || props.testing} onSelect={props.onTest}>
            <Send aria-hidden />
            {t('testLong')}
          </DropdownMenuItem>
          <DropdownMenuItem disabled={!allowed} onSelect={onToggle}>
            <Power aria-hidden />
            {t(channel.enabled ? 'disable' : 'enable')}
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href={`/${slug}/channels/deliveries?channel=${channel.id}`}>
              <ScrollText aria-hidden />
              {t('log')}
            </Link>
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem danger disabled={!allowed} onSelect={onDelete}>
            <Trash2 aria-hidden />
            {t('delete')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
