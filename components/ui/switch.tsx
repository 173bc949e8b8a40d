'use client';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.tsx';

type SwitchProps = Omit<ComponentProps<'button'>, 'children' | 'onClick'> & {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
};

/** On or off, taking effect at once; inside a form that is saved later use a Checkbox. */
export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  const wiring = useFieldControl(props);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      className={cn(
        'group relative inline-flex h-4 w-7 shrink-0 items-center rounded-full bg-control transition-colors after:absolute after:-inset-1.5 disabled:cursor-not-allowed disabled:opacity-50 aria-checked:bg-accent',
        className,
      )}
      {...props}
      {...wiring}
      onClick={() => onCheckedChange(!checked)}
    >
      <span className="block size-3 translate-x-0.5 rounded-full bg-on-accent transition-transform group-aria-checked:translate-x-3.5" />
    </button>
  );
}
