'use client';
import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { lateComponent } from '#components/ui/late-component.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { formatDay, formatMoneyExact } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import type { FilterDefinition, FilterValue } from './definition.ts';
import type { FilterView } from './types.ts';

const FilterEditor = lateComponent(() => import('./filter-editor.tsx').then((m) => m.FilterEditor));

type FilterChipProps = {
  view: FilterView;
  definition: FilterDefinition | undefined;
  value: FilterValue | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChange: (value: FilterValue | null) => void;
};

/** One filter that is set, or about to be: what it says, a click to change it, a cross to drop it. */
export function FilterChip({ view, definition, value, open, onOpenChange, onChange }: FilterChipProps) {
  const t = useTranslations('table');
  const locale = useLocale();
  const words = { yes: t('isTrue'), no: t('isFalse') };
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <div className="inline-flex h-8 max-w-full items-center rounded-md border border-line-strong bg-surface text-sm">
        <PopoverTrigger className="inline-flex h-full min-w-0 items-center gap-1.5 rounded-l-md pr-1 pl-2.5 hover:bg-hover [&_svg]:size-3.5 [&_svg]:text-faint">
          {view.icon}
          <span className="sr-only">{t('editFilter')} </span>
          <span className="shrink-0 text-soft">{view.label}</span>
          {value ? (
            <span className="truncate font-medium text-ink">{sayFilter(value, view, locale, words)}</span>
          ) : null}
        </PopoverTrigger>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('removeFilter', { name: view.label })}
          onClick={() => {
            onOpenChange(false);
            onChange(null);
          }}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      </div>
      <PopoverContent
        className={definition?.kind === 'options' ? 'w-60 p-0' : 'w-72'}
        aria-label={view.label}
      >
        {definition ? (
          <FilterEditor
            kind={definition.kind}
            view={view}
            value={value}
            onChange={onChange}
            onDone={() => onOpenChange(false)}
          />
        ) : null}
      </PopoverContent>
    </Popover>
  );
}

function sayFilter(
  value: FilterValue,
  view: FilterView,
  locale: Locale,
  words: { yes: string; no: string },
): string {
  switch (value.kind) {
    case 'options': {
      const labels = value.values.map(
        (known) => view.options?.find((option) => option.value === known)?.label ?? known,
      );
      return labels.length > 2 ? `${labels[0]} +${labels.length - 1}` : labels.join(', ');
    }
    case 'text':
      return `“${value.text}”`;
    case 'flag':
      return value.on ? words.yes : words.no;
    case 'day_range':
      return range(value.from && formatDay(locale, value.from), value.to && formatDay(locale, value.to));
    case 'amount_range':
      return range(
        value.min && withUnit(locale, value.min, view.unit),
        value.max && withUnit(locale, value.max, view.unit),
      );
  }
}

/** A percent sign follows its number, a currency goes before. */
function withUnit(locale: Locale, amount: string, unit: string | undefined): string {
  if (unit === '%') return `${amount}%`;
  const exact = formatMoneyExact(locale, amount);
  return unit ? `${unit} ${exact}` : exact;
}

function range(low: string | null, high: string | null): string {
  if (low && high) return low === high ? low : `${low} – ${high}`;
  return low ? `≥ ${low}` : `≤ ${high ?? ''}`;
}
