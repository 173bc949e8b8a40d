'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useHeld } from '#components/can.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { allPermissions, ownerOnly, type Permission } from '#lib/permissions.ts';
import { type PermissionGroup, permissionGroups } from './permission-groups.ts';

type RightsPickerProps = {
  value: readonly Permission[];
  /** The rights of the role that is compared with: what differs from it is marked. */
  base: readonly Permission[];
  /** Nothing can be changed. */
  shut: boolean;
  onChange: (permissions: Permission[]) => void;
  error: ReactNode;
};

/** Every permission by what it is about, with a search; what the reader does not hold stays in sight and says why. */
export function RightsPicker({ value, base, shut, onChange, error }: RightsPickerProps) {
  const t = useTranslations('roles.form');
  const words = useTranslations('roles');
  const [text, setText] = useState('');
  const query = text.trim().toLowerCase();
  const found = (permission: Permission, resource: string) =>
    `${permission} ${words(`permissions.${permission}`)} ${resource}`.toLowerCase().includes(query);
  const groups = permissionGroups
    .map(({ resource, permissions }) => ({
      resource,
      permissions: permissions.filter((each) => found(each, words(`resources.${resource}`))),
    }))
    .filter(({ permissions }) => permissions.length > 0);
  const choose = (on: boolean, chosen: readonly Permission[]) =>
    onChange(allPermissions.filter((each) => (chosen.includes(each) ? on : value.includes(each))));
  return (
    <div className="min-w-0 space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Input
          type="search"
          value={text}
          aria-label={t('search')}
          placeholder={t('search')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          className="w-64 max-sm:w-full"
        />
        <p role="status" className="text-sm text-soft tabular-nums">
          {t('chosen', { count: value.length, total: allPermissions.length })}
        </p>
      </div>
      {error ? <p className="text-danger text-sm">{error}</p> : null}
      {value.includes('tenant:read') ? null : (
        <p className="rounded-md bg-warning-soft px-3 py-2 text-pretty text-sm text-warning">
          {t('noOverview', { permission: words('permissions.tenant:read') })}
        </p>
      )}
      {groups.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-sm text-soft">
          {t('noMatch', { query: text.trim() })}
        </p>
      ) : (
        <div className="columns-1 gap-4 xl:columns-2">
          {groups.map((group) => (
            <Group
              key={group.resource}
              group={group}
              value={value}
              base={base}
              shut={shut}
              onChoose={choose}
            />
          ))}
        </div>
      )}
    </div>
  );
}

type GroupProps = {
  group: PermissionGroup;
  value: readonly Permission[];
  base: readonly Permission[];
  shut: boolean;
  onChoose: (on: boolean, permissions: readonly Permission[]) => void;
};

function Group({ group, value, base, shut, onChoose }: GroupProps) {
  const t = useTranslations('roles.form');
  const words = useTranslations('roles');
  const held = useHeld();
  const name = words(`resources.${group.resource}`);
  const open = shut ? [] : group.permissions.filter((each) => held.has(each) && !ownerOnly.includes(each));
  const chosen = group.permissions.filter((each) => value.includes(each)).length;
  return (
    <fieldset className="mb-4 break-inside-avoid rounded-lg border border-line bg-surface">
      <legend className="sr-only">{name}</legend>
      <div className="flex h-9 items-center gap-2 rounded-t-lg border-line border-b bg-sunken px-3 font-medium text-sm">
        <Checkbox
          aria-label={t('all', { resource: name })}
          disabled={open.length === 0}
          checked={chosen === 0 ? false : chosen === group.permissions.length ? true : 'indeterminate'}
          onCheckedChange={(on) => onChoose(on === true, open)}
        />
        <span aria-hidden>{name}</span>
        <span className="ml-auto font-normal text-faint text-xs tabular-nums">
          {chosen}/{group.permissions.length}
        </span>
      </div>
      <div className="space-y-2.5 p-3">
        {group.permissions.map((permission) => (
          <Choice
            key={permission}
            permission={permission}
            chosen={value.includes(permission)}
            usual={base.includes(permission)}
            why={ownerOnly.includes(permission) ? t('ownerOnly') : held.has(permission) ? null : t('lack')}
            shut={shut}
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
  /** Whether the role that is compared with has it. */
  usual: boolean;
  /** Why it cannot be chosen; null where it can. */
  why: string | null;
  shut: boolean;
  onChoose: (on: boolean) => void;
};

function Choice({ permission, chosen, usual, why, shut, onChoose }: ChoiceProps) {
  const words = useTranslations('roles.permissions');
  return (
    <FormField
      inline
      label={
        <>
          {words(permission)}
          {chosen === usual ? null : (
            <Badge tone={chosen ? 'success' : 'danger'} className="ml-1.5" aria-hidden>
              {chosen ? '+' : '−'}
            </Badge>
          )}
        </>
      }
      hint={why ?? <code className="font-mono">{permission}</code>}
    >
      <Checkbox
        checked={chosen}
        disabled={shut || why !== null}
        onCheckedChange={(on) => onChoose(on === true)}
      />
    </FormField>
  );
}
