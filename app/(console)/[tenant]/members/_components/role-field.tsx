'use client';
import { useTranslations } from 'next-intl';
import { FormField } from '#components/ui/form-field.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { type Role, roles } from '#lib/permissions.ts';
import { reachesRole } from './reaches-role.ts';

type RoleFieldProps = {
  label: string;
  value: Role;
  /** The giver's own role: nobody gives one above it. */
  own: Role;
  onChange: (role: Role) => void;
};

/** The four roles with what each is for; those above one's own stay in sight and say why they are shut. */
export function RoleField({ label, value, own, onChange }: RoleFieldProps) {
  const t = useTranslations('members');
  const meaning = useTranslations('roles.meaning');
  const choose = (next: string) => {
    const role = roles.find((known) => known === next);
    if (role) onChange(role);
  };
  return (
    <FormField label={label}>
      <RadioGroup value={value} onValueChange={choose}>
        {roles.map((role) => {
          const open = reachesRole(own, role);
          return (
            <Radio
              key={role}
              value={role}
              disabled={!open}
              label={t(`roles.${role}`)}
              hint={open ? meaning(role) : t('above')}
            />
          );
        })}
      </RadioGroup>
    </FormField>
  );
}
