'use client';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useClock } from '#components/clock.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '#components/ui/command.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { addDays, dayOf } from '#lib/periods.ts';
import type { FilterKind, FilterValue } from './definition.ts';
import { isAmount, isBelow } from './filter-codec.ts';
import type { FilterView } from './types.ts';

type FilterEditorProps = {
  kind: FilterKind;
  view: FilterView;
  value: FilterValue | null;
  onChange: (value: FilterValue | null) => void;
  onDone: () => void;
};

const editors: Record<FilterKind, (props: FilterEditorProps) => ReactNode> = {
  options: OptionsEditor,
  text: TextEditor,
  flag: FlagEditor,
  day_range: DayRangeEditor,
  amount_range: AmountRangeEditor,
};

export function FilterEditor(props: FilterEditorProps) {
  const Editor = editors[props.kind];
  return <Editor {...props} />;
}

function OptionsEditor({ view, value, onChange }: FilterEditorProps) {
  const t = useTranslations('table');
  const options = view.options ?? [];
  const chosen = value?.kind === 'options' ? value.values : [];
  const toggle = (option: string) => {
    const next = chosen.includes(option) ? chosen.filter((known) => known !== option) : [...chosen, option];
    onChange(next.length > 0 ? { kind: 'options', values: next } : null);
  };
  return (
    <Command label={view.label}>
      {options.length > 7 ? <CommandInput placeholder={t('search')} /> : null}
      <CommandList label={view.label}>
        <CommandEmpty>{t('noMatch')}</CommandEmpty>
        {options.map((option) => (
          <CommandItem
            aria-checked={chosen.includes(option.value)}
            key={option.value}
            value={option.label}
            onSelect={() => toggle(option.value)}
            className="min-h-8"
          >
            <span
              aria-hidden
              className={cn(
                'grid size-4 place-items-center rounded-sm border',
                chosen.includes(option.value) ? 'border-accent bg-accent' : 'border-control',
              )}
            >
              {chosen.includes(option.value) ? (
                <Check strokeWidth={3} className="size-3! text-on-accent!" />
              ) : null}
            </span>
            {option.label}
          </CommandItem>
        ))}
      </CommandList>
    </Command>
  );
}

function TextEditor({ view, value, onChange, onDone }: FilterEditorProps) {
  const t = useTranslations('table');
  const [text, setText] = useState(value?.kind === 'text' ? value.text : '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange(text.trim() ? { kind: 'text', text: text.trim() } : null);
    onDone();
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <FormField label={`${view.label} ${t('contains')}`}>
        <Input value={text} onChange={(event) => setText(event.target.value)} />
      </FormField>
      <ApplyButton />
    </form>
  );
}

function FlagEditor({ view, value, onChange, onDone }: FilterEditorProps) {
  const t = useTranslations('table');
  return (
    <SegmentedControl
      label={view.label}
      value={value?.kind === 'flag' ? (value.on ? 'yes' : 'no') : ''}
      onValueChange={(next) => {
        onChange({ kind: 'flag', on: next === 'yes' });
        onDone();
      }}
      segments={[
        { value: 'yes', label: t('isTrue') },
        { value: 'no', label: t('isFalse') },
      ]}
    />
  );
}

function DayRangeEditor({ value, onChange, onDone }: FilterEditorProps) {
  const t = useTranslations('table');
  const current = value?.kind === 'day_range' ? value : null;
  const [from, setFrom] = useState(current?.from ?? '');
  const [to, setTo] = useState(current?.to ?? '');
  const backwards = from !== '' && to !== '' && to < from;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (backwards) return;
    onChange(from || to ? { kind: 'day_range', from: from || null, to: to || null } : null);
    onDone();
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <DayPresets
        onChoose={(range) => {
          onChange({ kind: 'day_range', ...range });
          onDone();
        }}
      />
      <div className="grid grid-cols-2 gap-2">
        <FormField label={t('from')}>
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </FormField>
        <FormField label={t('to')} error={backwards ? t('invalidRange') : undefined}>
          <Input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </FormField>
      </div>
      <ApplyButton />
    </form>
  );
}

const PRESETS = [
  { id: 'today', days: 1 },
  { id: 'week', days: 7 },
  { id: 'month', days: 30 },
] as const;

/** The ranges that people ask for most, ending today in the reader's zone. */
function DayPresets({ onChoose }: { onChoose: (range: { from: string; to: string }) => void }) {
  const t = useTranslations('table.days');
  const { now, timeZone } = useClock();
  const today = dayOf(now, timeZone);
  return (
    <div className="flex flex-wrap gap-1.5">
      {PRESETS.map(({ id, days }) => (
        <Button key={id} size="sm" onClick={() => onChoose({ from: addDays(today, 1 - days), to: today })}>
          {t(id)}
        </Button>
      ))}
    </div>
  );
}

function AmountRangeEditor({ view, value, onChange, onDone }: FilterEditorProps) {
  const t = useTranslations('table');
  const current = value?.kind === 'amount_range' ? value : null;
  const [min, setMin] = useState(current?.min ?? '');
  const [max, setMax] = useState(current?.max ?? '');
  const fault = (text: string) => (text !== '' && !isAmount(text) ? t('invalidAmount') : undefined);
  const backwards = isBelow(max, min);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault(min) || fault(max) || backwards) return;
    onChange(min || max ? { kind: 'amount_range', min: min || null, max: max || null } : null);
    onDone();
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <div className="grid grid-cols-2 gap-2">
        <FormField label={withUnit(t('min'), view.unit)} error={fault(min)}>
          <Input inputMode="decimal" value={min} onChange={(event) => setMin(event.target.value.trim())} />
        </FormField>
        <FormField
          label={withUnit(t('max'), view.unit)}
          error={fault(max) ?? (backwards ? t('invalidRange') : undefined)}
        >
          <Input inputMode="decimal" value={max} onChange={(event) => setMax(event.target.value.trim())} />
        </FormField>
      </div>
      <ApplyButton />
    </form>
  );
}

const withUnit = (label: string, unit: string | undefined) => (unit ? `${label} (${unit})` : label);

function ApplyButton() {
  const t = useTranslations('table');
  return (
    <Button type="submit" variant="primary" size="sm">
      {t('apply')}
    </Button>
  );
}
