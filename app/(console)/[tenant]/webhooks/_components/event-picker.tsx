'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useHeld } from '#components/can.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { type WebhookEventType, webhookEventTypes, webhookOrigins } from '#lib/webhook-events.ts';
import { type EventGroup, eventGroups } from './event-groups.ts';
import { useEventWord } from './use-event-word.ts';

type EventPickerProps = {
  value: readonly WebhookEventType[];
  onChange: (types: WebhookEventType[]) => void;
};

/** Events by what they are about, with a search; what the reader may not read stays in sight and says why. */
export function EventPicker({ value, onChange }: EventPickerProps) {
  const t = useTranslations('webhooks');
  const word = useEventWord();
  const [text, setText] = useState('');
  const query = text.trim().toLowerCase();
  const groups = eventGroups
    .map(({ noun, types }) => ({
      noun,
      types: types.filter((type) =>
        `${type} ${word(type)} ${t(`nouns.${noun}`)}`.toLowerCase().includes(query),
      ),
    }))
    .filter(({ types }) => types.length > 0);
  const choose = (on: boolean, chosen: readonly WebhookEventType[]) =>
    onChange(webhookEventTypes.filter((type) => (chosen.includes(type) ? on : value.includes(type))));
  return (
    <div className="min-w-0 space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Input
          type="search"
          value={text}
          aria-label={t('form.search')}
          placeholder={t('form.search')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          className="w-64 max-sm:w-full"
        />
        <p role="status" className="text-sm text-soft tabular-nums">
          {t('form.chosen', { count: value.length, total: webhookEventTypes.length })}
        </p>
      </div>
      {groups.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-sm text-soft">
          {t('form.noMatch', { query: text.trim() })}
        </p>
      ) : (
        <div className="columns-1 gap-4 @xl:columns-2">
          {groups.map((group) => (
            <Group key={group.noun} group={group} value={value} onChoose={choose} />
          ))}
        </div>
      )}
    </div>
  );
}

type GroupProps = {
  group: EventGroup;
  value: readonly WebhookEventType[];
  onChoose: (on: boolean, types: readonly WebhookEventType[]) => void;
};

function Group({ group: { noun, types }, value, onChoose }: GroupProps) {
  const t = useTranslations('webhooks');
  const word = useEventWord();
  const held = useHeld();
  const name = t(`nouns.${noun}`);
  const open = types.filter((type) => held.has(webhookOrigins[type].reads));
  const chosen = types.filter((type) => value.includes(type)).length;
  return (
    <fieldset className="mb-4 break-inside-avoid rounded-lg border border-line bg-surface">
      <legend className="sr-only">{name}</legend>
      <div className="flex h-9 items-center gap-2 rounded-t-lg border-line border-b bg-sunken px-3 font-medium text-sm">
        <Checkbox
          aria-label={t('form.all', { noun: name })}
          disabled={open.length === 0}
          checked={chosen === 0 ? false : chosen === types.length ? true : 'indeterminate'}
          onCheckedChange={(on) => onChoose(on === true, open)}
        />
        <span aria-hidden>{name}</span>
        <span className="ml-auto font-normal text-faint text-xs tabular-nums">
          {chosen}/{types.length}
        </span>
      </div>
      <div className="space-y-2.5 p-3">
        {types.map((type) => {
          const lacking = !held.has(webhookOrigins[type].reads);
          return (
            <FormField
              key={type}
              inline
              label={word(type)}
              hint={lacking ? t('form.lack') : <code className="font-mono">{type}</code>}
            >
              <Checkbox
                checked={value.includes(type)}
                disabled={lacking}
                onCheckedChange={(on) => onChoose(on === true, [type])}
              />
            </FormField>
          );
        })}
      </div>
    </fieldset>
  );
}
