'use client';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { cn } from '#components/ui/cn.ts';
import { allPermissions } from '#lib/permissions.ts';
import type { RoleOut } from '#server/roles/schema.ts';
import { type PermissionGroup, permissionGroups } from './permission-groups.ts';

type MatrixProps = { roles: readonly RoleOut[]; own: string };

/** So many columns fit beside the permissions on any screen but a telephone's. */
const FEW = 4;

/**
 * Every permission against every role. With few roles the page itself scrolls; with more the matrix scrolls in a frame of
 * its own, in which the permissions stay at the left and the roles at the top.
 */
export function RoleMatrix({ roles, own }: MatrixProps) {
  const t = useTranslations('roles');
  const many = roles.length > FEW;
  return (
    <div
      {...(many ? framed(t('matrixScroll')) : {})}
      className={cn(
        'relative rounded-lg border border-line bg-surface print:border-0',
        many &&
          'max-h-[calc(100dvh-8rem)] overflow-auto overscroll-x-contain print:max-h-none print:overflow-visible',
      )}
    >
      <table
        aria-label={t('matrix')}
        className={cn(
          'border-separate border-spacing-0 text-left text-sm print:w-full print:table-fixed',
          many ? 'w-max min-w-full' : 'w-full table-fixed',
        )}
      >
        <thead>
          <tr>
            <th
              scope="col"
              className={cn(
                'sticky z-20 h-11 border-line border-b bg-surface px-4 font-medium text-soft text-xs max-sm:px-3 print:static print:w-56',
                many ? 'top-0 left-0 w-80 border-r max-sm:w-40 max-sm:min-w-40' : 'top-13 rounded-tl-lg',
              )}
            >
              {t('permission')}
            </th>
            {roles.map((role) => (
              <th
                key={role.id}
                scope="col"
                className={cn(
                  'sticky z-10 h-11 border-line border-b bg-surface py-1.5 text-center font-medium text-xs print:static print:w-auto print:align-bottom',
                  many
                    ? 'top-0 w-28 min-w-28 max-w-28 px-2 max-sm:w-18 max-sm:min-w-18 max-sm:max-w-18 max-sm:px-1'
                    : 'top-13 w-28 px-1 last:rounded-tr-lg max-sm:w-13',
                  role.id === own ? 'text-ink' : 'text-soft',
                )}
              >
                <span title={role.name} className="line-clamp-2 break-words print:line-clamp-none">
                  {role.name}
                </span>
                <span className={cn('block font-normal text-faint tabular-nums', !many && 'max-sm:hidden')}>
                  {t('count', { count: role.permissions.length, total: allPermissions.length })}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_tr:last-child>*]:border-b-0">
          {permissionGroups.map((group) => (
            <GroupRows key={group.resource} group={group} roles={roles} own={own} many={many} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A frame that scrolls can be reached and scrolled with the keyboard. */
const framed = (label: string) => ({ role: 'region', 'aria-label': label, tabIndex: 0 });

type GroupRowsProps = MatrixProps & { group: PermissionGroup; many: boolean };

function GroupRows({ group, roles, own, many }: GroupRowsProps) {
  const t = useTranslations('roles');
  return (
    <Fragment>
      <tr className="break-inside-avoid break-after-avoid">
        <th
          scope="colgroup"
          colSpan={roles.length + 1}
          className="h-9 border-line border-b bg-sunken p-0 font-medium text-ink text-xs"
        >
          <span className={cn('px-4 max-sm:px-3', many && 'sticky left-0 inline-block')}>
            {t(`resources.${group.resource}`)}
          </span>
        </th>
      </tr>
      {group.permissions.map((permission) => (
        <tr key={permission} className="group break-inside-avoid">
          <th
            scope="row"
            className={cn(
              'border-line border-b bg-surface px-4 py-2 font-normal max-sm:px-3',
              many ? 'sticky left-0 z-10 border-r print:static' : 'group-hover:bg-hover',
            )}
          >
            <span className="block text-ink">{t(`permissions.${permission}`)}</span>
            <code className="block break-words font-mono text-faint text-xs">{permission}</code>
          </th>
          {roles.map(({ id, permissions }) => (
            <Cell key={id} granted={permissions.includes(permission)} own={id === own} />
          ))}
        </tr>
      ))}
    </Fragment>
  );
}

function Cell({ granted, own }: { granted: boolean; own: boolean }) {
  const t = useTranslations('roles');
  return (
    <td className={cn('border-line border-b text-center group-hover:bg-hover', own && 'bg-accent-soft/50')}>
      {/* Signs, not drawings: with twenty roles there are a thousand of them. */}
      <span aria-hidden className={granted ? 'font-semibold text-success' : 'text-faint'}>
        {granted ? '✓' : '–'}
      </span>
      <span className="sr-only">{granted ? t('granted') : t('refused')}</span>
    </td>
  );
}
