'use client';
import type { ComponentProps } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Input } from '#components/ui/input.tsx';

/** A field for an amount: the currency in front, figures at the end. */
export function AmountInput({
  currency,
  className,
  ...props
}: ComponentProps<'input'> & { currency: string }) {
  return (
    <div className={cn('relative', className)}>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint text-sm"
      >
        {currency}
      </span>
      <Input
        inputMode="decimal"
        autoComplete="off"
        className="pl-13 text-right"
        placeholder="0.00"
        {...props}
      />
    </div>
  );
}
