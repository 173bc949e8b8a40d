'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useFormProblem } from '#app/(console)/[tenant]/_components/problem.tsx';
import { UnsavedGuard } from '#app/(console)/[tenant]/_components/unsaved-guard.tsx';
import { useFieldError, useSchemaForm } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { EVERY_EVENT, type WebhookEventType, webhookEventTypes } from '#lib/webhook-events.ts';
import { EventPicker } from './event-picker.tsx';
import type { WebhookWish, WebhookWishIn } from './webhook-form-schema.ts';
import type { Webhook } from './webhook-table.ts';

const EventPreview = lateComponent(() => import('./event-preview.tsx').then((m) => m.EventPreview));

const creating = () => import('#server/webhooks/schema.ts').then((m) => m.createWebhookInput);
const changing = () => import('./webhook-form-schema.ts').then((m) => m.webhookChangeSchema);

type WebhookFormProps = {
  /** What is edited; without it the form adds a webhook. */
  webhook?: Webhook;
  /** Where leaving leads to. */
  back: string;
  /** Throws what the server said. */
  onSubmit: (wish: WebhookWish) => Promise<void>;
};

/** Where a webhook goes and what it tells, beside an example of what arrives. */
export function WebhookForm({ webhook, back, onSubmit }: WebhookFormProps) {
  const t = useTranslations('webhooks.form');
  const cancel = useTranslations('common.actions')('cancel');
  const fieldError = useFieldError();
  const form = useSchemaForm<WebhookWishIn, WebhookWish>(webhook ? changing : creating, {
    defaultValues: webhook
      ? { name: webhook.name, url: '', events: webhook.events }
      : { name: '', url: '', events: [] },
  });
  const problem = useFormProblem(form);
  const [saved, setSaved] = useState(false);
  const events = useWatch({ control: form.control, name: 'events' });
  const { errors, isDirty, isSubmitting, isSubmitted } = form.formState;
  const every = events.includes(EVERY_EVENT);
  const chosen = webhookEventTypes.filter((type) => events.includes(type));
  const [kept, setKept] = useState<WebhookEventType[]>(chosen);
  const choose = (next: WebhookWishIn['events']) =>
    form.setValue('events', next, { shouldDirty: true, shouldValidate: isSubmitted });
  const pick = (types: WebhookEventType[]) => {
    setKept(types);
    choose(types);
  };
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
  return (
    <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_27rem]">
      <form onSubmit={submit} noValidate className="@container min-w-0 space-y-6">
        <UnsavedGuard when={isDirty && !saved} loss={t('loss')} action={t('leave')} />
        <FormSection title={t('where')} body={t('whereBody')}>
          <FormField label={t('name')} hint={t('nameHint')} error={fieldError(errors.name?.message)} required>
            <Input {...form.register('name')} autoComplete="off" />
          </FormField>
          <FormField
            label={t('url')}
            hint={webhook ? t('urlEditHint', { hint: webhook.hint }) : t('urlHint')}
            error={fieldError(errors.url?.message)}
            {...(webhook ? { optional: true } : { required: true })}
          >
            <Input
              {...form.register('url', webhook ? { setValueAs: (text: string) => text || undefined } : {})}
              type="url"
              autoComplete="off"
              placeholder="https://"
            />
          </FormField>
        </FormSection>
        <FormSection title={t('what')} body={t('whatBody')} wide>
          <FormField label={t('which')} error={fieldError(errors.events?.message)}>
            <RadioGroup
              value={every ? 'every' : 'only'}
              onValueChange={(mode) => choose(mode === 'every' ? [EVERY_EVENT] : kept)}
            >
              <Radio value="every" label={t('every')} hint={t('everyHint')} />
              <Radio value="only" label={t('only')} />
            </RadioGroup>
          </FormField>
          {every ? null : <EventPicker value={chosen} onChange={pick} />}
        </FormSection>
        {problem.panel}
        <div className="sticky bottom-0 z-10 flex flex-wrap justify-end gap-2 border-line border-t bg-canvas py-3">
          <Button asChild>
            <Link href={back}>{cancel}</Link>
          </Button>
          <Can permission="webhook:update">
            <Button
              type="submit"
              variant="primary"
              pending={isSubmitting}
              disabled={webhook !== undefined && !isDirty}
            >
              {t(webhook ? 'save' : 'create')}
            </Button>
          </Can>
        </div>
      </form>
      <EventPreview chosen={chosen} />
    </div>
  );
}

type FormSectionProps = { title: string; body: string; wide?: boolean; children: ReactNode };

function FormSection({ title, body, wide = false, children }: FormSectionProps) {
  return (
    <section
      className={`grid gap-x-8 gap-y-4 rounded-lg border border-line bg-surface p-5 ${wide ? '' : '@2xl:grid-cols-[1fr_2fr]'}`}
    >
      <div className="space-y-1">
        <h2 className="font-medium text-base">{title}</h2>
        <p className="text-pretty text-sm text-soft">{body}</p>
      </div>
      <div className="min-w-0 space-y-4">{children}</div>
    </section>
  );
}
