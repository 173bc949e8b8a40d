import { Check, Minus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { cn } from '#components/ui/cn.ts';
import { builtInRoles, type Permission, type Role, roles } from '#lib/permissions.ts';
import { type PermissionGroup, permissionGroups } from './permission-groups.ts';

/** Every permission against every role. The head stays in sight while the page scrolls. */
export function RoleMatrix({ own }: { own: Role }) {
  const t = useTranslations('roles');
  const names = useTranslations('members.roles');
  return (
    <table
      aria-label={t('matrix')}
      className="w-full table-fixed border-separate border-spacing-0 rounded-lg border border-line bg-surface text-left text-sm print:border-0"
    >
      <thead>
        <tr>
          <th
            scope="col"
            className="sticky top-13 z-10 h-11 rounded-tl-lg border-line border-b bg-surface px-4 font-medium text-soft text-xs max-sm:px-3 print:static"
          >
            {t('permission')}
          </th>
          {roles.map((role) => (
            <th
              key={role}
              scope="col"
              className={cn(
                'sticky top-13 z-10 h-11 w-28 border-line border-b bg-surface px-1 text-center font-medium text-xs last:rounded-tr-lg max-sm:w-13 print:static print:w-20',
                role === own ? 'text-ink' : 'text-soft',
              )}
            >
              {names(role)}
              <span className="block font-normal text-faint tabular-nums max-sm:hidden">
                {t('count', {
                  count: builtInRoles[role].length,
                  total: builtInRoles.owner.length,
                })}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="[&_tr:last-child>*]:border-b-0">
        {permissionGroups.map((group) => (
          <GroupRows key={group.resource} group={group} own={own} />
        ))}
      </tbody>
    </table>
  );
}

function GroupRows({ group, own }: { group: PermissionGroup; own: Role }) {
  const t = useTranslations('roles');
  return (
    <Fragment>
      <tr className="break-inside-avoid break-after-avoid">
        <th
          scope="colgroup"
          colSpan={roles.length + 1}
          className="h-9 border-line border-b bg-sunken px-4 font-medium text-ink text-xs max-sm:px-3"
        >
          {t(`resources.${group.resource}`)}
        </th>
      </tr>
      {group.permissions.map((permission) => (
        <tr key={permission} className="break-inside-avoid hover:bg-hover">
          <th scope="row" className="border-line border-b px-4 py-2 font-normal max-sm:px-3">
            <span className="block text-ink">{t(`permissions.${permission}`)}</span>
            <code className="block break-words font-mono text-faint text-xs">{permission}</code>
          </th>
          {roles.map((role) => (
            <Cell key={role} granted={holds(role, permission)} own={role === own} />
          ))}
        </tr>
      ))}
    </Fragment>
  );
}

function Cell({ granted, own }: { granted: boolean; own: boolean }) {
  const t = useTranslations('roles');
  return (
    <td className={cn('border-line border-b text-center', own && 'bg-accent-soft/50')}>
      {granted ? (
        <Check aria-hidden strokeWidth={2.5} className="inline size-4 text-success" />
      ) : (
        <Minus aria-hidden className="inline size-4 text-faint" />
      )}
      <span className="sr-only">{granted ? t('granted') : t('refused')}</span>
    </td>
  );
}

function holds(role: Role, permission: Permission): boolean {
  return builtInRoles[role].some((held) => held === permission);
}
