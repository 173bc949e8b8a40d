'use client';
import { ArchiveRestore, Ban, Ellipsis, ExternalLink, RotateCcw, Trash2 } from 'lucide-react';
import Link from 'next/link';
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
import type { TenantRow } from './tenant-table.ts';

export type TenantChange = 'suspend' | 'reactivate' | 'delete' | 'restore';

type TenantMenuProps = {
  tenant: TenantRow;
  /** The operator is a member there too. */
  isMember: boolean;
  onChange: (what: TenantChange) => void;
};

export function TenantMenu({ tenant, isMember, onChange }: TenantMenuProps) {
  const t = useTranslations('operator.tenants');
  const table = useTranslations('table');
  const allowed = useCan('platform:tenants');
  const active = tenant.status === 'active';
  const face = (
    <>
      <ExternalLink aria-hidden />
      <span>
        {t('open')}
        {isMember ? null : <span className="block text-xs">{t('notMember')}</span>}
      </span>
    </>
  );
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={table('rowActions', { name: tenant.name })}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {isMember && active ? (
          <DropdownMenuItem asChild>
            <Link href={`/${tenant.slug}`}>{face}</Link>
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem disabled>{face}</DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        {tenant.status === 'deleted' ? (
          <DropdownMenuItem disabled={!allowed} onSelect={() => onChange('restore')}>
            <ArchiveRestore aria-hidden />
            {t('restore.action')}
          </DropdownMenuItem>
        ) : (
          <>
            {active ? (
              <DropdownMenuItem danger disabled={!allowed} onSelect={() => onChange('suspend')}>
                <Ban aria-hidden />
                {t('suspend.action')}
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem disabled={!allowed} onSelect={() => onChange('reactivate')}>
                <RotateCcw aria-hidden />
                {t('reactivate.action')}
              </DropdownMenuItem>
            )}
            <DropdownMenuItem danger disabled={!allowed} onSelect={() => onChange('delete')}>
              <Trash2 aria-hidden />
              {t('delete.action')}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
