'use client';
import { useTranslations } from 'next-intl';
import { FormField } from '#components/ui/form-field.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RoleName } from '#lib/permissions.ts';
import { useBeyond, useRoles } from './use-roles.ts';

type RoleFieldProps = {
  label: string;
  /** The name of a built-in role, or the id of a custom one. */
  value: string;
  /** The giver's own role. */
  own: RoleName;
  onChange: (role: string) => void;
};

/** Every role with what it is for; those beyond one's own rights stay in sight and say why they are shut. */
export function RoleField({ label, value, own, onChange }: RoleFieldProps) {
  const t = useTranslations('roles.custom');
  const beyond = useBeyond(own);
  const roles = useRoles();
  if (roles.length === 0) return <Skeleton className="h-44 w-full rounded-md" />;
  return (
    <FormField label={label}>
      <RadioGroup
        value={value}
        onValueChange={onChange}
        className="-mx-1 max-h-[min(22rem,45dvh)] overflow-y-auto px-1 py-0.5"
      >
        {roles.map(({ id, name, description, permissions }) => {
          const why = beyond(id);
          const about = description || t('count', { count: permissions.length });
          return <Radio key={id} value={id} disabled={why !== null} label={name} hint={why ?? about} />;
        })}
      </RadioGroup>
    </FormField>
  );
}
