'use client';
import { CalendarDays, Check, ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { daysBetween } from '#lib/periods.ts';
import { type DayRange, presetDays, presetOf, presets } from './period.ts';
import { rangeText } from './use-words.ts';

/** The most days that the list procedure adds up at once. */
const MOST_DAYS = 400;

type PeriodPickerProps = { range: DayRange; today: string; onChange: (range: DayRange | null) => void };

/** Which days the page is about: a preset or days of one's own. */
export function PeriodPicker({ range, today, onChange }: PeriodPickerProps) {
  const t = useTranslations('spending.period');
  const locale = useLocale();
  const { timeZone } = useTenant();
  const [open, setOpen] = useState(false);
  const preset = presetOf(range, today);
  const choose = (next: DayRange | null) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>
          <CalendarDays aria-hidden className="text-faint" />
          {preset ? t(preset) : t('own')}
          <span className="font-normal text-soft tabular-nums">{rangeText(locale, range)}</span>
          <ChevronDown aria-hidden className="text-faint" />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={t('label')} className="w-76 p-0">
        <ul className="p-1">
          {presets.map((one) => (
            <li key={one}>
              <button
                type="button"
                aria-pressed={one === preset}
                onClick={() => choose(one === 'thisMonth' ? null : presetDays(one, today))}
                className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover"
              >
                <Check
                  aria-hidden
                  className={one === preset ? 'size-4 text-accent-ink' : 'invisible size-4'}
                />
                {t(one)}
              </button>
            </li>
          ))}
        </ul>
        <OwnDays key={`${range.from} ${range.to}`} range={range} onChange={choose} />
        <p className="border-line border-t px-3 py-2 text-faint text-xs">{t('zone', { zone: timeZone })}</p>
      </PopoverContent>
    </Popover>
  );
}

function OwnDays({ range, onChange }: Pick<PeriodPickerProps, 'range' | 'onChange'>) {
  const t = useTranslations('spending.period');
  const table = useTranslations('table');
  const [from, setFrom] = useState(range.from);
  const [to, setTo] = useState(range.to);
  const days = from && to ? daysBetween(from, to) + 1 : 0;
  const error =
    days < 1 && from && to
      ? table('invalidRange')
      : days > MOST_DAYS
        ? t('tooLong', { days: MOST_DAYS })
        : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!error && from && to) onChange({ from, to });
  };
  return (
    <form onSubmit={submit} className="space-y-3 border-line border-t p-3">
      <div className="grid grid-cols-2 gap-2">
        <FormField label={table('from')}>
          <Input type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
        </FormField>
        <FormField label={table('to')} error={error}>
          <Input type="date" required value={to} onChange={(event) => setTo(event.target.value)} />
        </FormField>
      </div>
      <Button type="submit" variant="primary" size="sm">
        {table('apply')}
      </Button>
    </form>
  );
}
