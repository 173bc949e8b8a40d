'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { SettingKey } from '#server/settings/registry.ts';
import type { SettingOut } from '#server/settings/schema.ts';
import type { Draft } from './setting-draft.ts';
import { useSettingText } from './setting-value.tsx';

type Input_ = SettingOut['input'];
type EditorProps<K extends Input_['kind']> = {
  input: Extract<Input_, { kind: K }>;
  settingKey: SettingKey;
  /** The setting's name, which labels the field. */
  name: string;
  currency: string | null;
  draft: Draft;
  error: string | undefined;
  onChange: (draft: Draft) => void;
};

/** The field or fields of one setting, by the kind of its value. */
export function SettingEditor(props: EditorProps<Input_['kind']>) {
  const { input, ...rest } = props;
  const editors: { [K in Input_['kind']]: (input: Extract<Input_, { kind: K }>) => ReactNode } = {
    integer: (of) => <IntegerEditor {...rest} input={of} />,
    days: (of) => <DaysEditor {...rest} input={of} />,
    percentages: (of) => <PercentagesEditor {...rest} input={of} />,
    choice: (of) => <ChoiceEditor {...rest} input={of} />,
    names: (of) => <NamesEditor {...rest} input={of} />,
    amount: (of) => <AmountEditor {...rest} input={of} />,
  };
  const edit: (input: never) => ReactNode = editors[input.kind];
  return edit(input as never);
}

function IntegerEditor({ input, draft, error, onChange }: EditorProps<'integer'>) {
  const t = useTranslations('settings.input');
  return (
    <FormField label={t(input.unit)} hint={t('range', { min: input.min, max: input.max })} error={error}>
      <Input
        inputMode="numeric"
        value={draft.text}
        className="max-w-30"
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
      />
    </FormField>
  );
}

/** For ever, or for a number of days; the number stays while somebody looks at the other choice. */
function DaysEditor({ input, name, draft, error, onChange }: EditorProps<'days'>) {
  const t = useTranslations('settings.input');
  const [days, setDays] = useState(Number(draft.text) > 0 ? draft.text : '365');
  const limited = draft.text !== '0';
  return (
    <div className="space-y-3">
      <FormField label={name}>
        <RadioGroup
          value={limited ? 'days' : 'ever'}
          onValueChange={(choice) => onChange({ ...draft, text: choice === 'ever' ? '0' : days })}
        >
          <Radio value="ever" label={t('forEver')} />
          <Radio value="days" label={t('someDays')} />
        </RadioGroup>
      </FormField>
      {limited ? (
        <FormField label={t('days')} hint={t('range', { min: input.min, max: input.max })} error={error}>
          <Input
            inputMode="numeric"
            value={draft.text}
            className="max-w-30"
            onChange={(event) => {
              setDays(event.target.value);
              onChange({ ...draft, text: event.target.value });
            }}
          />
        </FormField>
      ) : null}
    </div>
  );
}

function AmountEditor({ draft, error, currency, onChange }: EditorProps<'amount'>) {
  const t = useTranslations('settings.input');
  return (
    <FormField label={currency ? t('amount', { currency }) : t('amountPlain')} error={error}>
      <Input
        inputMode="decimal"
        value={draft.text}
        className="max-w-50"
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
      />
    </FormField>
  );
}

function NamesEditor({ input, draft, error, onChange }: EditorProps<'names'>) {
  const t = useTranslations('settings.input');
  return (
    <FormField label={t('namesLabel')} hint={t('names', { max_items: input.maxItems })} error={error}>
      <Textarea
        rows={4}
        value={draft.text}
        spellCheck={false}
        className="font-mono text-xs leading-5"
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
      />
    </FormField>
  );
}

function ChoiceEditor({ input, settingKey, name, draft, error, onChange }: EditorProps<'choice'>) {
  const textOf = useSettingText(null);
  return (
    <FormField label={name} error={error}>
      <RadioGroup value={draft.text} onValueChange={(text) => onChange({ ...draft, text })}>
        {input.options.map((option) => (
          <Radio key={option} value={option} label={textOf(settingKey, input, option)} />
        ))}
      </RadioGroup>
    </FormField>
  );
}

function PercentagesEditor({ input, name, draft, error, onChange }: EditorProps<'percentages'>) {
  const t = useTranslations('settings.input');
  const change = (list: readonly string[]) => onChange({ ...draft, list });
  return (
    <fieldset className="space-y-1.5">
      <legend className="mb-1.5 font-medium text-ink text-sm">{name}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {draft.list.map((step, index) => (
          <span key={place(index)} className="inline-flex items-center">
            <span className="relative">
              <Input
                inputMode="numeric"
                aria-label={t('step', { index: index + 1 })}
                aria-invalid={error ? true : undefined}
                value={step}
                className="w-18 pr-6"
                onChange={(event) => change(draft.list.with(index, event.target.value))}
              />
              <span aria-hidden className="pointer-events-none absolute top-1.5 right-2 text-faint text-sm">
                %
              </span>
            </span>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('removeStep', { index: index + 1 })}
              disabled={draft.list.length === 1}
              onClick={() => change(draft.list.toSpliced(index, 1))}
            >
              <X aria-hidden className="size-3.5" />
            </Button>
          </span>
        ))}
        <Button
          size="md"
          disabled={draft.list.length >= input.maxItems}
          onClick={() => change([...draft.list, ''])}
        >
          <Plus aria-hidden />
          {t('addStep')}
        </Button>
      </div>
      <p className="text-faint text-xs">
        {t('steps', { min: input.min, max: input.max, max_items: input.maxItems })}
      </p>
      <p aria-live="polite" className="text-danger text-xs">
        {error}
      </p>
    </fieldset>
  );
}

const place = (index: number) => `step-${index}`;
