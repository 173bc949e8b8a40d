'use client';
import { Ban, Ellipsis, ExternalLink, RotateCcw } from 'lucide-react';
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

type TenantMenuProps = {
  tenant: TenantRow;
  /** The operator is a member there too. */
  isMember: boolean;
  onSuspend: () => void;
  onReactivate: () => void;
};

export function TenantMenu({ tenant, isMember, onSuspend, onReactivate }: TenantMenuProps) {
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
        {active ? (
          <DropdownMenuItem danger disabled={!allowed} onSelect={onSuspend}>
            <Ban aria-hidden />
            {t('suspend.action')}
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem disabled={!allowed} onSelect={onReactivate}>
            <RotateCcw aria-hidden />
            {t('reactivate.action')}
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
