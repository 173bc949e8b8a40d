'use client';
import { Check, ChevronsUpDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Command, CommandInput, CommandItem, CommandList } from '#components/ui/command.tsx';
import { useFieldControl } from '#components/ui/field-context.tsx';
import { controlStyles } from '#components/ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

export type PickerItem = { value: string; title: ReactNode; hint?: ReactNode; disabled?: boolean };

type SearchPickerProps = {
  /** What is chosen, in words; null while nothing is. */
  chosen: ReactNode;
  value: string | null;
  placeholder: string;
  searchLabel: string;
  search: string;
  onSearch: (search: string) => void;
  items: readonly PickerItem[] | undefined;
  onPick: (value: string) => void;
  /** Instead of items, when nothing matches or something failed. */
  empty: ReactNode;
  /** Under the list: how many more there are. */
  more?: ReactNode;
  disabled?: boolean;
};

/** Chooses one of a list that is too long to show whole: the server searches while the person types. */
export function SearchPicker(props: SearchPickerProps) {
  const [open, setOpen] = useState(false);
  const wiring = useFieldControl({});
  const pick = (value: string) => {
    setOpen(false);
    props.onSearch('');
    props.onPick(value);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        {...wiring}
        role="combobox"
        disabled={props.disabled}
        className={cn(controlStyles, 'flex h-8 items-center justify-between gap-2 px-2.5 text-left')}
      >
        <span className={cn('min-w-0 truncate', props.chosen === null && 'text-faint')}>
          {props.chosen ?? props.placeholder}
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
      </PopoverTrigger>
      <PopoverContent
        className="w-(--radix-popover-trigger-width) min-w-72 p-0"
        aria-label={props.searchLabel}
      >
        <Command shouldFilter={false} label={props.searchLabel}>
          <CommandInput value={props.search} onValueChange={props.onSearch} placeholder={props.searchLabel} />
          <CommandList className="max-h-72">
            {props.items === undefined ? (
              <div className="grid place-items-center py-8">
                <Spinner />
              </div>
            ) : props.items.length === 0 ? (
              <div className="px-3 py-6 text-center text-soft text-sm">{props.empty}</div>
            ) : (
              props.items.map((item) => (
                <CommandItem
                  key={item.value}
                  value={item.value}
                  disabled={item.disabled ?? false}
                  onSelect={() => pick(item.value)}
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{item.title}</span>
                    {item.hint ? (
                      <span className="block truncate text-faint text-xs">{item.hint}</span>
                    ) : null}
                  </span>
                  {item.value === props.value ? <Check aria-hidden /> : null}
                </CommandItem>
              ))
            )}
          </CommandList>
          {props.more ? (
            <p className="border-line border-t px-3 py-2 text-faint text-xs">{props.more}</p>
          ) : null}
        </Command>
      </PopoverContent>
    </Popover>
  );
}
