'use client';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { RoleOut } from '#server/roles/schema.ts';

type BaseFieldProps = {
  label: string;
  roles: readonly RoleOut[];
  value: string;
  onChange: (roleId: string) => void;
  /** Takes the permissions of the role over; absent while they are the same already. */
  onTake?: () => void;
};

/** The role that a new one begins from, or that one is compared with. */
export function BaseField({ label, roles, value, onChange, onTake }: BaseFieldProps) {
  const t = useTranslations('roles.form');
  return (
    <div className="flex flex-wrap items-end gap-2">
      <FormField label={label} className="w-64 max-sm:w-full">
        <Select
          value={value}
          onValueChange={onChange}
          options={roles.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </FormField>
      {onTake ? (
        <Button className="mb-1.5" onClick={onTake}>
          {t('take')}
        </Button>
      ) : null}
    </div>
  );
}
