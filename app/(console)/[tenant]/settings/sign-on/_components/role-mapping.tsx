'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useBeyond, useRoleOptions } from '#app/(console)/[tenant]/members/_components/use-roles.ts';
import { Button } from '#components/ui/button.tsx';
import { CardBody } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { RoleName } from '#lib/permissions.ts';
import { type ConnectionDraft, NO_ROLE } from './connection-draft.ts';

type RoleMappingProps = {
  draft: ConnectionDraft;
  own: RoleName;
  disabled: boolean;
  fault: string | undefined;
  onChange: (part: Partial<ConnectionDraft>) => void;
};

/** Which claim says who gets which role, and what holds for everybody else. */
export function RoleMapping({ draft, own, disabled, fault, onChange }: RoleMappingProps) {
  const t = useTranslations('sso');
  const beyond = useBeyond(own);
  const roles = useRoleOptions().map((option) => ({ ...option, disabled: beyond(option.value) !== null }));
  const { roleClaim, defaultRole } = draft;
  const mapped = roleClaim.trim() !== '';
  return (
    <CardBody className="grid gap-x-6 gap-y-5 border-line border-t sm:grid-cols-2">
      <FormField label={t('provider.roleClaim')} hint={t('provider.roleClaimHint')} error={fault} optional>
        <Input
          value={roleClaim}
          onChange={({ target }) => onChange({ roleClaim: target.value })}
          placeholder="groups"
          autoComplete="off"
          spellCheck={false}
          mono
        />
      </FormField>
      <FormField
        label={t(mapped ? 'provider.defaultRole' : 'provider.newcomerRole')}
        hint={t(mapped ? 'provider.defaultHint' : 'provider.newcomerHint')}
      >
        <Select
          value={defaultRole}
          onValueChange={(role) => onChange({ defaultRole: role })}
          disabled={disabled}
          options={[...roles, { value: NO_ROLE, label: t('provider.refuse') }]}
        />
      </FormField>
      {mapped ? <Rules draft={draft} roles={roles} disabled={disabled} onChange={onChange} /> : null}
    </CardBody>
  );
}

type Options = { value: string; label: string; disabled: boolean }[];
type RulesProps = Pick<RoleMappingProps, 'draft' | 'disabled' | 'onChange'> & { roles: Options };

function Rules({ draft: { rules }, roles, disabled, onChange }: RulesProps) {
  const t = useTranslations('sso.rules');
  const change = (key: string, part: { value?: string; role?: string }) =>
    onChange({ rules: rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)) });
  const add = () => onChange({ rules: [...rules, { key: crypto.randomUUID(), value: '', role: 'member' }] });
  return (
    <div className="space-y-3 sm:col-span-2">
      <div>
        <p className="font-medium text-ink text-sm">{t('title')}</p>
        <p className="text-pretty text-faint text-xs">{t('body')}</p>
      </div>
      {rules.length === 0 ? <p className="text-sm text-soft">{t('none')}</p> : null}
      <ol className="space-y-2">
        {rules.map(({ key, value, role }, index) => (
          <li
            key={key}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,7.5rem)_auto] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,12rem)_auto]"
          >
            <Input
              value={value}
              onChange={({ target }) => change(key, { value: target.value })}
              aria-label={`${t('value')} ${index + 1}`}
              placeholder="airgate-admins"
              spellCheck={false}
              required
              mono
            />
            <Select
              value={role}
              onValueChange={(chosen) => change(key, { role: chosen })}
              options={roles}
              disabled={disabled}
              aria-label={`${t('role')} ${index + 1}`}
            />
            <Button
              variant="ghost"
              size="icon"
              aria-label={t('remove', { number: index + 1 })}
              onClick={() => onChange({ rules: rules.filter((rule) => rule.key !== key) })}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <Button size="sm" onClick={add} disabled={rules.length >= 50}>
        <Plus aria-hidden />
        {t('add')}
      </Button>
    </div>
  );
}
