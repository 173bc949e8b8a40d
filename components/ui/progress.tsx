'use client';
import { Progress as Primitive } from 'radix-ui';
import { cn } from './cn.ts';

type ProgressProps = { value: number | null; max?: number; label: string; className?: string };

/** Counted work; `value` null while the amount is unknown. Quotas have their own QuotaBar. */
export function Progress({ value, max = 100, label, className }: ProgressProps) {
  const share = value === null ? 30 : Math.min(100, (value / max) * 100);
  return (
    <Primitive.Root
      value={value}
      max={max}
      aria-label={label}
      className={cn('h-1 w-full overflow-hidden rounded-full bg-quota-track', className)}
    >
      <Primitive.Indicator
        className={cn('h-full rounded-full bg-accent transition-[width]', value === null && 'animate-pulse')}
        style={{ width: `${share}%` }}
      />
    </Primitive.Root>
  );
}
