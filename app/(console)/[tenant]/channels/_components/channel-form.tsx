'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { AddressFields } from './address-fields.tsx';
import type { ChannelFormIn, ChannelFormOut } from './channel-form-schema.ts';
import { blankConfig } from './channel-kinds.ts';
import { ChannelPreview } from './channel-preview.tsx';
import { QuietHoursFields } from './quiet-hours-fields.tsx';
import { RoutingFields } from './routing-fields.tsx';
import type { Channel } from './use-channel-actions.ts';

const schema = () => import('./channel-form-schema.ts').then((m) => m.channelFormSchema);

type ChannelFormProps = {
  /** What is edited; without it the form adds a channel. */
  channel?: Channel;
  /** The installation's own address, for the example. */
  origin: string;
  submitLabel: string;
  cancel: ReactNode;
  /** Throws what the server said. */
  onSubmit: (values: ChannelFormOut) => Promise<void>;
};

/** Where a channel goes and what it carries, in two sections, beside an example of what arrives. */
export function ChannelForm({ channel, origin, submitLabel, cancel, onSubmit }: ChannelFormProps) {
  const t = useTranslations('channels.form');
  const fieldError = useFieldError();
  const form = useSchemaForm<ChannelFormIn, ChannelFormOut>(schema, {
    defaultValues: channel
      ? {
          name: channel.name,
          minSeverity: channel.minSeverity,
          types: channel.types,
          quietHours: channel.quietHours,
        }
      : { name: '', config: blankConfig('feishu'), minSeverity: 'info', types: [], quietHours: null },
  });
  const problem = useFormProblem(form);
  const [saved, setSaved] = useState(false);
  const [config, minSeverity = 'info', types = []] = useWatch({
    control: form.control,
    name: ['config', 'minSeverity', 'types'],
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    problem.clear();
    setSaved(true);
    try {
      await onSubmit(values);
      const { config: _, ...kept } = values;
      if (channel) form.reset(kept);
    } catch (error) {
      setSaved(false);
      problem.show(error);
    }
  });
  return (
    <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_27rem]">
      <form onSubmit={submit} noValidate className="@container min-w-0 space-y-6">
        <UnsavedGuard when={isDirty && !saved} loss={t('loss')} action={t('leave')} />
        <FormSection title={t('where')} body={t('whereBody')}>
          <FormField label={t('name')} hint={t('nameHint')} error={fieldError(errors.name?.message)} required>
            <Input {...form.register('name')} autoComplete="off" />
          </FormField>
          <AddressFields form={form} stored={channel ? { kind: channel.kind, hint: channel.hint } : null} />
        </FormSection>
        <FormSection title={t('what')} body={t('whatBody')}>
          <RoutingFields form={form} />
          <QuietHoursFields form={form} />
        </FormSection>
        {problem.panel}
        <div className="flex flex-wrap justify-end gap-2">
          {cancel}
          <Can permission="channel:update">
            <Button
              type="submit"
              variant="primary"
              pending={isSubmitting}
              disabled={channel !== undefined && !isDirty}
            >
              {submitLabel}
            </Button>
          </Can>
        </div>
      </form>
      <ChannelPreview
        kind={config?.kind ?? channel?.kind ?? 'feishu'}
        minSeverity={minSeverity}
        types={types}
        origin={origin}
      />
    </div>
  );
}

function FormSection({ title, body, children }: { title: string; body: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-4 rounded-lg border border-line bg-surface p-5 @2xl:grid-cols-[1fr_2fr]">
      <div className="space-y-1">
        <h2 className="font-medium text-base">{title}</h2>
        <p className="text-pretty text-sm text-soft">{body}</p>
      </div>
      <div className="min-w-0 space-y-4">{children}</div>
    </section>
  );
}
