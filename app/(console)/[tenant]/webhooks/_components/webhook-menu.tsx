'use client';
import { Ellipsis, Pencil, Power, ScanEye, Send, Trash2 } from 'lucide-react';
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
import type { Webhook } from './webhook-table.ts';

type WebhookMenuProps = {
  webhook: Webhook;
  testing: boolean;
  onTest: () => void;
  onToggle: () => void;
  onDelete: () => void;
};

/** A test at hand, and the rest behind three dots. */
export function WebhookMenu({ webhook, testing, onTest, onToggle, onDelete }: WebhookMenuProps) {
  const t = useTranslations('webhooks.actions');
  const table = useTranslations('table');
  const home = `/${useTenant().slug}/webhooks/${webhook.id}`;
  const allowed = useCan('webhook:update');
  return (
    <div className="flex items-center justify-end gap-1">
      <Can permission="webhook:update">
        <Button size="sm" className="max-sm:hidden" pending={testing} onClick={onTest}>
          <Send aria-hidden className="size-3.5" />
          {t('test')}
        </Button>
      </Can>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: webhook.name })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem asChild>
            <Link href={home}>
              <ScanEye aria-hidden />
              {t('open')}
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href={`${home}/edit`}>
              <Pencil aria-hidden />
              {t('edit')}
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem disabled={!allowed || testing} onSelect={onTest}>
            <Send aria-hidden />
            {t('testLong')}
          </DropdownMenuItem>
          <DropdownMenuItem disabled={!allowed} onSelect={onToggle}>
            <Power aria-hidden />
            {t(webhook.enabled ? 'disable' : webhook.offReason ? 'resume' : 'enable')}
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
