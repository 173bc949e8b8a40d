'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Can } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { Section } from '#components/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Permission } from '#lib/permissions.ts';
import { expiryMoment } from './expiry.ts';
import { ExpiryField } from './expiry-field.tsx';
import type { keyForm } from './key-schema.ts';
import { LimitFields } from './limit-fields.tsx';
import { PermissionPicker } from './permission-picker.tsx';

/** What the procedure takes. */
export type KeyWish = {
  name: string;
  permissions: Permission[];
  expiresAt?: string;
  perMinute?: number;
  perMonth?: number;
  addresses: string[];
};

const schema = () => import('./key-schema.ts').then((m) => m.keyForm);
type FormIn = z.input<typeof keyForm>;
type FormOut = z.output<typeof keyForm>;

type KeyFormProps = {
  /** The maker's own rights. */
  held: readonly Permission[];
  /** Chosen at first; everything that reads where there is none. */
  wanted?: readonly Permission[];
  /** Throws what the server said. */
  onSubmit: (wish: KeyWish) => Promise<void>;
  cancel: ReactNode;
};

/** A name, a span, the rights and the limits of a new key. */
export function KeyForm({ held, wanted = [], onSubmit, cancel }: KeyFormProps) {
  const t = useTranslations('keys.form');
  const fieldError = useFieldError();
  const { timeZone } = useTenant();
  const { now } = useClock();
  const form = useSchemaForm<FormIn, FormOut>(schema, {
    defaultValues: {
      name: '',
      permissions:
        wanted.length > 0 ? [...wanted] : held.filter((permission) => permission.endsWith(':read')),
      expiresAt: { kind: 'd365', day: '' },
      perMinute: '',
      perMonth: '',
      addresses: '',
    },
  });
  const [permissions, expiry] = useWatch({ control: form.control, name: ['permissions', 'expiresAt'] });
  const problem = useFormProblem(form);
  const [saved, setSaved] = useState(false);
  const { errors, isDirty, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    const until = expiryMoment(values.expiresAt, now, timeZone);
    if (values.expiresAt.kind === 'date' && !until) {
      form.setError('expiresAt', { message: t('dayMissing') });
      return;
    }
    setSaved(true);
    try {
      const { name, permissions: rights, perMinute, perMonth, addresses } = values;
      await onSubmit({
        name,
        permissions: rights,
        addresses,
        ...(perMinute === null ? {} : { perMinute }),
        ...(perMonth === null ? {} : { perMonth }),
        ...(until ? { expiresAt: until.toISOString() } : {}),
      });
    } catch (error) {
      setSaved(false);
      problem.show(error);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="space-y-8">
      <UnsavedGuard when={isDirty && !saved} loss={t('loss')} action={t('leave')} />
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
              <Input {...form.register('name')} autoComplete="off" />
            </FormField>
            <ExpiryField
              value={expiry}
              onChange={(next) => {
                form.clearErrors('expiresAt');
                form.setValue('expiresAt', next, { shouldDirty: true });
              }}
              error={fieldError(errors.expiresAt?.message)}
            />
          </CardBody>
        </Card>
      </Section>
      <Section title={t('rights')} description={t('rightsBody')}>
        <PermissionPicker
          value={permissions}
          held={held}
          onChange={(next) =>
            form.setValue('permissions', next, {
              shouldDirty: true,
              shouldValidate: form.formState.isSubmitted,
            })
          }
          error={permissions.length === 0 ? t('noneChosen') : fieldError(errors.permissions?.message)}
        />
      </Section>
      <Section title={t('limits')} description={t('limitsBody')}>
        <Card>
          <CardBody>
            <LimitFields register={(name) => form.register(name)} errors={errors} />
          </CardBody>
        </Card>
      </Section>
      {problem.panel}
      <div className="sticky bottom-0 -mx-1 flex flex-wrap justify-end gap-2 border-line border-t bg-canvas px-1 py-3">
        {cancel}
        <Can permission="key:create">
          <Button type="submit" variant="primary" pending={isSubmitting}>
            {t('create')}
          </Button>
        </Can>
      </div>
    </form>
  );
}
