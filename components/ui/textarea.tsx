'use client';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.tsx';
import { controlStyles } from './input.tsx';

/** A text field of several lines that grows with its text. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  const wiring = useFieldControl(props);
  return (
    <textarea
      rows={rows}
      className={cn(controlStyles, 'field-sizing-content max-h-80 px-2.5 py-1.5', className)}
      {...props}
      {...wiring}
    />
  );
}
