'use client';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.tsx';
import { controlStyles } from './input.tsx';
import { overlays } from './overlays.ts';
import type { SelectOption } from './select-list.tsx';

type SelectProps = {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  disabled?: boolean;
  placeholder?: string;
  className?: string;
  id?: string;
  'aria-label'?: string;
};

/**
 * Choose one of a short list; for long or searched lists use Command in a Popover. Until somebody reaches for it, a
 * button stands in its place that looks the same.
 */
export function Select({ placeholder, className, id, 'aria-label': label, ...props }: SelectProps) {
  const t = useTranslations('common');
  const wiring = useFieldControl({ id });
  const [focused, setFocused] = useState(false);
  const [reached, setReached] = useState(false);
  const [open, setOpen] = useState(false);
  const parts = overlays.useParts(reached, open);
  const empty = placeholder ?? t('selectPlaceholder');
  const look = {
    ...wiring,
    'aria-label': label,
    className: cn(
      controlStyles,
      'flex h-8 items-center justify-between gap-2 px-2.5 text-left data-[placeholder]:text-faint',
      className,
    ),
  };
  const arrow = <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />;
  if (parts) {
    return (
      <parts.SelectList
        {...props}
        open={open}
        onOpenChange={setOpen}
        look={look}
        arrow={arrow}
        empty={empty}
        takesFocus={focused}
      />
    );
  }
  const chosen = props.options.find((option) => option.value === props.value);
  const press = (event: KeyboardEvent) => {
    if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <button
      type="button"
      role="combobox"
      aria-expanded={false}
      aria-autocomplete="none"
      data-state="closed"
      data-placeholder={chosen ? undefined : ''}
      disabled={props.disabled}
      {...look}
      onPointerEnter={() => setReached(true)}
      onFocus={() => {
        setFocused(true);
        setReached(true);
      }}
      onBlur={() => setFocused(false)}
      onPointerDown={(event) => event.button === 0 && event.pointerType === 'mouse' && setOpen(true)}
      onClick={() => setOpen(true)}
      onKeyDown={press}
    >
      <span className="truncate">{chosen?.label ?? empty}</span>
      {arrow}
    </button>
  );
}
