'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type FieldPath, type UseFormReturn, useWatch } from 'react-hook-form';
import { useFieldError } from '#app/(console)/[tenant]/_components/use-schema-form.ts';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { ChannelKind } from '#server/channels/schema.ts';
import type { ChannelFormIn, ChannelFormOut } from './channel-form-schema.ts';
import { blankConfig } from './channel-kinds.ts';
import { KindCards } from './kind-cards.tsx';

type ChannelFormControl = UseFormReturn<ChannelFormIn, unknown, ChannelFormOut>;
type AddressFieldsProps = {
  form: ChannelFormControl;
  /** The address kept so far; it can be replaced but not read. */
  stored: { kind: ChannelKind; hint: string } | null;
};

/** Kind and address; a kept channel keeps its kind, and its address until somebody asks to replace it. */
export function AddressFields({ form, stored }: AddressFieldsProps) {
  const t = useTranslations('channels');
  const config = useWatch({ control: form.control, name: 'config' });
  const choose = (kind: ChannelKind) => {
    form.setValue('config', blankConfig(kind), { shouldDirty: true });
    form.clearErrors('config');
  };
  if (!config) {
    return (
      <FormField label={t('form.stored')}>
        <div className="flex items-center gap-2">
          <Input readOnly mono value={stored?.hint ?? ''} />
          <Button onClick={() => choose(stored?.kind ?? 'feishu')}>{t('form.replace')}</Button>
        </div>
      </FormField>
    );
  }
  return (
    <>
      {stored ? null : (
        <FormField label={t('form.kind')}>
          <KindCards value={config.kind} onValueChange={choose} />
        </FormField>
      )}
      {config.kind === 'feishu' ? <FeishuFields form={form} /> : null}
      {config.kind === 'email' ? <RecipientsField form={form} /> : null}
      {config.kind === 'webhook' ? <WebhookField form={form} isNew={!stored} /> : null}
      {stored ? (
        <Button
          variant="link"
          size="inline"
          onClick={() => form.setValue('config', undefined, { shouldDirty: true })}
        >
          {t('form.keep')}
        </Button>
      ) : null}
    </>
  );
}

/** The first fault at or below a path. */
function useFault(form: ChannelFormControl) {
  const fieldError = useFieldError();
  return (path: FieldPath<ChannelFormIn>) => {
    const { error } = form.getFieldState(path, form.formState);
    const faults = Array.isArray(error) ? error : [error];
    return fieldError(faults.find((fault) => fault?.message)?.message);
  };
}

function FeishuFields({ form }: { form: ChannelFormControl }) {
  const t = useTranslations('channels.form');
  const fault = useFault(form);
  return (
    <>
      <FormField label={t('url')} hint={t('urlHint')} error={fault('config.url')} required>
        <Input
          {...form.register('config.url')}
          type="url"
          mono
          autoComplete="off"
          spellCheck={false}
          placeholder="https://open.feishu.cn/open-apis/bot/v2/hook/…"
        />
      </FormField>
      <FormField label={t('secret')} hint={t('secretHint')} error={fault('config.secret')} optional>
        <Input
          {...form.register('config.secret', {
            setValueAs: (text: string | undefined) => text?.trim() || undefined,
          })}
          type="password"
          mono
          autoComplete="off"
        />
      </FormField>
    </>
  );
}

function WebhookField({ form, isNew }: { form: ChannelFormControl; isNew: boolean }) {
  const t = useTranslations('channels.form');
  const fault = useFault(form);
  return (
    <FormField
      label={t('webhookUrl')}
      hint={t(isNew ? 'webhookUrlHint' : 'webhookUrlEditHint')}
      error={fault('config.url')}
      required
    >
      <Input
        {...form.register('config.url')}
        type="url"
        mono
        autoComplete="off"
        spellCheck={false}
        placeholder="https://hooks.example.com/airgate"
      />
    </FormField>
  );
}

/** One text for all recipients, split where people split addresses. */
function RecipientsField({ form }: { form: ChannelFormControl }) {
  const t = useTranslations('channels.form');
  const fault = useFault(form);
  const [text, setText] = useState('');
  const take = (next: string) => {
    setText(next);
    const to = next.split(/[\s,;，；]+/).filter(Boolean);
    form.setValue('config.to', to, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  };
  return (
    <FormField label={t('to')} hint={t('toHint')} error={fault('config.to')} required>
      <Textarea
        value={text}
        onChange={(event) => take(event.target.value)}
        onBlur={() => void form.trigger('config.to')}
        placeholder="oncall@example.com"
        spellCheck={false}
        rows={3}
      />
    </FormField>
  );
}
