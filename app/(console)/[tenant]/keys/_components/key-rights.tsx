'use client';
import { useTranslations } from 'next-intl';
import { permissionGroups } from '#app/(console)/[tenant]/roles/_components/permission-groups.ts';

/** Rights in words, under what they are about. */
export function KeyRights({ permissions: held }: { permissions: readonly string[] }) {
  const words = useTranslations('roles');
  const groups = permissionGroups
    .map((group) => ({ ...group, permissions: group.permissions.filter((each) => held.includes(each)) }))
    .filter((group) => group.permissions.length > 0);
  return (
    <dl className="space-y-3 text-sm">
      {groups.map(({ resource, permissions }) => (
        <div key={resource}>
          <dt className="text-faint text-xs">{words(`resources.${resource}`)}</dt>
          {permissions.map((permission) => (
            <dd key={permission} title={permission} className="text-ink">
              {words(`permissions.${permission}`)}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
