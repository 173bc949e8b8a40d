'use client';
import { useTranslations } from 'next-intl';
import {
  type PermissionGroup,
  permissionGroups,
  readPermissions,
} from '#app/(console)/[tenant]/roles/_components/permission-groups.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { allPermissions, type Permission } from '#lib/permissions.ts';

type PermissionPickerProps = {
  value: readonly Permission[];
  /** What the maker holds; nothing beyond it can be chosen. */
  held: readonly Permission[];
  onChange: (permissions: Permission[]) => void;
  error: string | undefined;
};

/** Rights by what they are about, with the two usual beginnings above them. */
export function PermissionPicker({ value, held, onChange, error }: PermissionPickerProps) {
  const t = useTranslations('keys.form');
  const presets = { read: readPermissions.filter((each) => held.includes(each)), full: held };
  const current = sameSet(value, presets.read) ? 'read' : sameSet(value, presets.full) ? 'full' : 'custom';
  const choose = (on: boolean, permissions: readonly Permission[]) =>
    onChange(allPermissions.filter((each) => (permissions.includes(each) ? on : value.includes(each))));
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <FormField label={t('preset')} error={error}>
          <SegmentedControl
            value={current}
            onValueChange={(preset) => preset !== 'custom' && onChange([...presets[preset]])}
            segments={(['read', 'full', ...(current === 'custom' ? (['custom'] as const) : [])] as const).map(
              (preset) => ({ value: preset, label: t(`presets.${preset}`) }),
            )}
          />
        </FormField>
        <p role="status" className="text-sm text-soft tabular-nums">
          {t('chosen', { count: value.length, total: held.length })}
        </p>
      </div>
      <div className="columns-1 gap-4 md:columns-2">
        {permissionGroups.map((group) => (
          <Group key={group.resource} group={group} value={value} held={held} onChoose={choose} />
        ))}
      </div>
    </div>
  );
}

type GroupProps = {
  group: PermissionGroup;
  value: readonly Permission[];
  held: readonly Permission[];
  onChoose: (on: boolean, permissions: readonly Permission[]) => void;
};

function Group({ group, value, held, onChoose }: GroupProps) {
  const t = useTranslations('keys.form');
  const words = useTranslations('roles');
  const name = words(`resources.${group.resource}`);
  const open = group.permissions.filter((each) => held.includes(each));
  const chosen = open.filter((each) => value.includes(each)).length;
  return (
    <fieldset className="mb-4 break-inside-avoid rounded-lg border border-line">
      <legend className="sr-only">{name}</legend>
      <div className="flex h-9 items-center gap-2 rounded-t-lg border-line border-b bg-sunken px-3 font-medium text-sm">
        <Checkbox
          aria-label={t('group', { resource: name })}
          disabled={open.length === 0}
          checked={chosen === 0 ? false : chosen === open.length ? true : 'indeterminate'}
          onCheckedChange={(on) => onChoose(on === true, open)}
        />
        <span aria-hidden>{name}</span>
      </div>
      <div className="space-y-2.5 p-3">
        {group.permissions.map((permission) => (
          <Choice
            key={permission}
            permission={permission}
            chosen={value.includes(permission)}
            allowed={held.includes(permission)}
            onChoose={(on) => onChoose(on, [permission])}
          />
        ))}
      </div>
    </fieldset>
  );
}

type ChoiceProps = {
  permission: Permission;
  chosen: boolean;
  allowed: boolean;
  onChoose: (on: boolean) => void;
};

function Choice({ permission, chosen, allowed, onChoose }: ChoiceProps) {
  const t = useTranslations('keys.form');
  const words = useTranslations('roles.permissions');
  return (
    <FormField
      inline
      label={words(permission)}
      hint={allowed ? <code className="font-mono">{permission}</code> : t('beyond')}
    >
      <Checkbox checked={chosen} disabled={!allowed} onCheckedChange={(on) => onChoose(on === true)} />
    </FormField>
  );
}

function sameSet(some: readonly Permission[], others: readonly Permission[]): boolean {
  return some.length === others.length && others.every((each) => some.includes(each));
}
