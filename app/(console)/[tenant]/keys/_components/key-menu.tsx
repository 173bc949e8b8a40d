'use client';
import { Ban, Ellipsis, ScanEye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { ApiKey } from './key-table.ts';

type KeyMenuProps = { apiKey: ApiKey; onDetails: () => void; onRevoke: () => void };

/** What can be done with a key, behind three dots. */
export function KeyMenu({ apiKey, onDetails, onRevoke }: KeyMenuProps) {
  const t = useTranslations('keys.actions');
  const table = useTranslations('table');
  const reason = useTranslations('common')('notAllowed');
  const allowed = useCan('key:revoke');
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: apiKey.name })}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        <DropdownMenuItem onSelect={onDetails}>
          <ScanEye aria-hidden />
          {t('details')}
        </DropdownMenuItem>
        {apiKey.state === 'revoked' ? null : (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem danger disabled={!allowed} onSelect={onRevoke}>
              <Ban aria-hidden />
              <span>
                {t('revoke')}
                {allowed ? null : <span className="block text-pretty text-xs">{reason}</span>}
              </span>
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
