'use client';
import { Copy, Ellipsis, Pencil, ScanEye, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import type { Membership } from '#app/(console)/[tenant]/members/_components/own-membership.ts';
import { ReasonedItem } from '#app/(console)/[tenant]/members/_components/reasoned-item.tsx';
import { useBeyond } from '#app/(console)/[tenant]/members/_components/use-roles.ts';
import { useCan } from '#components/can.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import type { RoleOut } from '#server/roles/schema.ts';
import { HoldersLink } from './holders-link.tsx';

type CustomRolesProps = { roles: readonly RoleOut[]; me: Membership; onDelete: (role: RoleOut) => void };

/** The tenant's own roles by name, each with what it is for and who holds it. */
export function CustomRoles({ roles, me, onDelete }: CustomRolesProps) {
  const t = useTranslations('roles');
  const { slug } = useTenant();
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {roles.map((role) => (
        <li key={role.id} className="flex items-start gap-4 px-4 py-3">
          <div className="min-w-0 flex-1 space-y-0.5">
            <p className="flex flex-wrap items-center gap-2">
              <Link
                href={`/${slug}/roles/${role.id}`}
                className="min-w-0 break-words rounded-sm font-medium text-base text-ink hover:underline"
              >
                {role.name}
              </Link>
              {role.id === me.roleId ? <Badge tone="accent">{t('yours')}</Badge> : null}
            </p>
            {role.description ? <p className="text-pretty text-sm text-soft">{role.description}</p> : null}
            <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-soft tabular-nums">
              <HoldersLink role={role} />
              {role.invitations > 0 ? (
                <span>{t('custom.invitations', { count: role.invitations })}</span>
              ) : null}
              <span className="text-faint">{t('custom.count', { count: role.permissions.length })}</span>
            </p>
          </div>
          <RoleMenu role={role} me={me} onDelete={() => onDelete(role)} />
        </li>
      ))}
    </ul>
  );
}

type RoleMenuProps = { role: RoleOut; me: Membership; onDelete: () => void };

function RoleMenu({ role, me, onDelete }: RoleMenuProps) {
  const t = useTranslations('roles.custom');
  const table = useTranslations('table');
  const notAllowed = useTranslations('common')('notAllowed');
  const { slug } = useTenant();
  const may = useCan('role:update');
  const beyond = useBeyond(me.role)(role.id);
  const why = may ? beyond : notAllowed;
  const Face = why === null ? Pencil : ScanEye;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={table('rowActions', { name: role.name })}
          className="print:hidden"
        >
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-70">
        <DropdownMenuItem asChild>
          <Link href={`/${slug}/roles/${role.id}`}>
            <Face aria-hidden />
            {t(why === null ? 'edit' : 'view')}
          </Link>
        </DropdownMenuItem>
        {may ? (
          <DropdownMenuItem asChild>
            <Link href={`/${slug}/roles/new?from=${role.id}`}>
              <Copy aria-hidden />
              {t('copy')}
            </Link>
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuSeparator />
        <ReasonedItem icon={<Trash2 />} why={why} danger onSelect={onDelete}>
          {t('delete')}
        </ReasonedItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
