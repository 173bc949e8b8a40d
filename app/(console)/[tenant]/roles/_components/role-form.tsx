'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Can, useCan, useHeld } from '#components/can.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { compareRights, ownerOnly, type Permission } from '#lib/permissions.ts';
import type { CreateRoleInput, createRoleInput, RoleOut } from '#server/roles/schema.ts';
import { BaseField } from './base-field.tsx';
import { RightsDiff } from './rights-diff.tsx';
import { RightsPicker } from './rights-picker.tsx';

export type RoleWish = CreateRoleInput;

const schema = () => import('#server/roles/schema.ts').then((m) => m.createRoleInput);

type RoleFormProps = {
  /** What can be begun from and compared with. */
  roles: readonly RoleOut[];
  base: string;
  values: RoleWish;
  isNew?: boolean;
  /** How many hold it already. */
  holders?: number;
  home: string;
  /** Throws what the server said. */
  onSubmit: (wish: RoleWish) => Promise<void>;
};

/** A name, a sentence and the permissions of a role, with the difference to another role beside them. */
export function RoleForm({ roles, values, isNew = false, holders, home, onSubmit, ...begun }: RoleFormProps) {
  const t = useTranslations('roles.form');
  const words = useTranslations('roles.permissions');
  const cancel = useTranslations('common.actions')('cancel');
  const fieldError = useFieldError();
  const held = useHeld();
  const may = useCan('role:update');
  const lacking = values.permissions.filter((each) => !held.has(each));
  const shut = !may || lacking.length > 0;
  const form = useSchemaForm<z.input<typeof createRoleInput>, RoleWish>(schema, { defaultValues: values });
  const permissions = useWatch({ control: form.control, name: 'permissions' });
  const [baseId, setBaseId] = useState(begun.base);
  const base = roles.find(({ id }) => id === baseId) ?? roles[0];
  const problem = useFormProblem(form);
  const [saved, setSaved] = useState(false);
  const { errors, isDirty, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (wish) => {
    problem.clear();
    setSaved(true);
    try {
      await onSubmit(wish);
    } catch (error) {
      setSaved(false);
      problem.show(error);
    }
  });
  const choose = (next: Permission[]) =>
    form.setValue('permissions', next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  const within = (from: readonly Permission[]) =>
    from.filter((each) => held.has(each) && !ownerOnly.includes(each));
  const changeBase = (id: string) => {
    const untouched = base && same(permissions, within(base.permissions));
    const next = roles.find((role) => role.id === id);
    setBaseId(id);
    if (isNew && untouched && next) choose(within(next.permissions));
  };
  if (!base) return null;
  return (
    <form onSubmit={submit} noValidate className="space-y-8">
      <UnsavedGuard when={isDirty && !saved} loss={t('loss')} action={t('leave')} />
      {lacking.length > 0 ? (
        <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
          {t('shut', { permissions: lacking.map((each) => words(each)).join(', ') })}
        </p>
      ) : null}
      <Section title={t('what')} description={t('whatBody')}>
        <Card>
          <CardBody className="space-y-4">
            <FormField
              label={t('name')}
              hint={t('nameHint')}
              error={fieldError(errors.name?.message)}
              required
              className="max-w-110"
            >
              <Input {...form.register('name')} autoComplete="off" disabled={shut} />
            </FormField>
            <FormField
              label={t('text')}
              hint={t('textHint')}
              error={fieldError(errors.description?.message)}
              optional
              className="max-w-170"
            >
              <Textarea {...form.register('description')} rows={2} disabled={shut} />
            </FormField>
          </CardBody>
        </Card>
      </Section>
      <Section title={t('rights')} description={t('rightsBody')}>
        <BaseField
          label={t(isNew ? 'startFrom' : 'compareWith')}
          roles={roles}
          value={base.id}
          onChange={changeBase}
          {...(shut || same(permissions, within(base.permissions))
            ? {}
            : { onTake: () => choose(within(base.permissions)) })}
        />
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <RightsPicker
            value={permissions}
            base={base.permissions}
            shut={shut}
            onChange={choose}
            error={permissions.length === 0 ? t('noneChosen') : fieldError(errors.permissions?.message)}
          />
          <RightsDiff
            role={base.name}
            difference={compareRights(permissions, base.permissions)}
            {...(holders === undefined ? {} : { holders })}
          />
        </div>
      </Section>
      {problem.panel}
      <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-2 border-line border-t bg-canvas px-1 py-3">
        <DiffLine role={base} permissions={permissions} />
        <Button asChild>
          <Link href={home}>{cancel}</Link>
        </Button>
        <Can permission="role:update">
          <Button type="submit" variant="primary" disabled={shut} pending={isSubmitting}>
            {t(isNew ? 'create' : 'save')}
          </Button>
        </Can>
      </div>
    </form>
  );
}

/** The difference in one line, where the list of it is out of sight. */
function DiffLine({ role, permissions }: { role: RoleOut; permissions: readonly Permission[] }) {
  const t = useTranslations('roles.diff');
  const { added, missing } = compareRights(permissions, role.permissions);
  const counts = { added: added.length, missing: missing.length, role: role.name };
  return (
    <p className="mr-auto text-sm text-soft tabular-nums max-sm:basis-full lg:hidden">
      {added.length + missing.length === 0 ? t('same', { role: role.name }) : t('summary', counts)}
    </p>
  );
}

function same(some: readonly Permission[], others: readonly Permission[]): boolean {
  return some.length === others.length && others.every((each) => some.includes(each));
}
