'use client';
import { Check, Minus } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.tsx';

type CheckboxProps = Omit<ComponentProps<'button'>, 'children' | 'onClick' | 'onKeyDown'> & {
  checked: boolean | 'indeterminate';
  /** With the click itself, where a held key means more. */
  onCheckedChange: (checked: boolean, click: MouseEvent) => void;
};

// A button, not an input: shortcuts of the page go on working while it has the focus.
const box = (checked: boolean | 'mixed') => ({ role: 'checkbox', 'aria-checked': checked }) as const;

/** A box that is on, off or (for "some of them") indeterminate. */
export function Checkbox({ checked, onCheckedChange, className, ...props }: CheckboxProps) {
  const wiring = useFieldControl(props);
  const some = checked === 'indeterminate';
  const Mark = some ? Minus : Check;
  return (
    <button
      type="button"
      {...box(some ? 'mixed' : checked)}
      data-state={some ? 'indeterminate' : checked ? 'checked' : 'unchecked'}
      className={cn(
        'relative grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-surface text-on-accent transition-colors after:absolute after:-inset-1.5 hover:border-accent disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent',
        className,
      )}
      {...props}
      {...wiring}
      onClick={(event) => onCheckedChange(some || !checked, event)}
      // Only the space bar ticks a box; Enter belongs to the form.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
    >
      {checked ? <Mark aria-hidden strokeWidth={3} className="size-3" /> : null}
    </button>
  );
}
