'use client';
import { Ban, CircleQuestionMark, Ellipsis, RefreshCw, ScanEye } from 'lucide-react';
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

type KeyMenuProps = {
  apiKey: ApiKey;
  onDetails: () => void;
  onExplain: () => void;
  onRotate: () => void;
  onRevoke: () => void;
};

/** What can be done with a key, behind three dots. */
export function KeyMenu({ apiKey, onDetails, onExplain, onRotate, onRevoke }: KeyMenuProps) {
  const t = useTranslations('keys.actions');
  const explain = useTranslations('roles.explain');
  const table = useTranslations('table');
  const reason = useTranslations('common')('notAllowed');
  const allowed = useCan('key:revoke');
  const mayRotate = useCan('key:update');
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
        <DropdownMenuItem onSelect={onExplain}>
          <CircleQuestionMark aria-hidden />
          {explain('keyAction')}
        </DropdownMenuItem>
        {apiKey.state === 'active' ? (
          <DropdownMenuItem disabled={!mayRotate} onSelect={onRotate}>
            <RefreshCw aria-hidden />
            <span>
              {t('rotate')}
              {mayRotate ? null : <span className="block text-pretty text-xs">{reason}</span>}
            </span>
          </DropdownMenuItem>
        ) : null}
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
