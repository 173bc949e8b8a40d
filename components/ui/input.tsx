'use client';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.tsx';

export const controlStyles =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface text-ink text-sm transition-colors placeholder:text-faint hover:border-control focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint disabled:hover:border-line-strong [&[readonly]]:bg-sunken aria-invalid:border-danger aria-invalid:focus-visible:outline-danger';

/** A one-line text field; `mono` for ids and keys, figures are tabular in any case. */
export function Input({
  className,
  type = 'text',
  mono,
  ...props
}: ComponentProps<'input'> & { mono?: boolean }) {
  const wiring = useFieldControl(props);
  return (
    <input
      type={type}
      className={cn(controlStyles, 'h-8 px-2.5 tabular-nums', mono && 'font-mono text-xs', className)}
      {...props}
      {...wiring}
    />
  );
}
