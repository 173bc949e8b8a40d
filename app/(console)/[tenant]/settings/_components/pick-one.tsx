'use client';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '#components/ui/command.tsx';
import { useFieldControl, useFieldLabelId } from '#components/ui/field-context.tsx';
import { controlStyles } from '#components/ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';

type PickOneProps = {
  value: string;
  /** Asked for when it opens, since only the browser knows the long lists. */
  options: () => readonly string[];
  /** What stands beside an option, such as a currency's name. */
  note?: (option: string) => string;
  label: string;
  disabled?: boolean;
  onChange: (value: string) => void;
};

/** One of a long list, found by typing. */
export function PickOne({ value, options, note, label, disabled = false, onChange }: PickOneProps) {
  const t = useTranslations('settings.picker');
  const [open, setOpen] = useState(false);
  const wiring = useFieldControl({});
  const labelId = useFieldLabelId();
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        {...wiring}
        role="combobox"
        aria-expanded={open}
        aria-labelledby={labelId ? `${labelId} ${wiring.id}` : undefined}
        disabled={disabled}
        className={cn(controlStyles, 'flex h-8 items-center justify-between gap-2 px-2.5 text-left')}
      >
        <span className="truncate">{value}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
      </PopoverTrigger>
      <PopoverContent className="w-80 p-0" aria-label={label}>
        <Command label={label} defaultValue={value}>
          <CommandInput placeholder={t('search')} />
          <CommandList label={label}>
            <CommandEmpty>{t('none')}</CommandEmpty>
            {options().map((option) => (
              <CommandItem
                key={option}
                value={option}
                keywords={note ? [note(option)] : []}
                className="min-h-8"
                onSelect={() => {
                  setOpen(false);
                  onChange(option);
                }}
              >
                <span className="shrink-0">{option}</span>
                <span className="min-w-0 flex-1 truncate text-faint">{note?.(option)}</span>
                {option === value ? <Check aria-hidden /> : null}
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
