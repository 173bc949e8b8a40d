import { cn } from './cn.ts';

type ProgressProps = {
  value: number | null;
  max?: number;
  label: string;
  tone?: 'accent' | 'danger';
  className?: string;
};

/** Counted work; `value` null while the amount is unknown. Quotas have their own QuotaBar. */
export function Progress({ value, max = 100, label, tone = 'accent', className }: ProgressProps) {
  const share = value === null ? 30 : Math.min(100, (value / max) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value ?? undefined}
      className={cn('h-1 w-full overflow-hidden rounded-full bg-quota-track', className)}
    >
      <div
        className={cn(
          'h-full rounded-full transition-[width]',
          tone === 'danger' ? 'bg-danger-fill' : 'bg-accent',
          value === null && 'animate-pulse',
        )}
        style={{ width: `${share}%` }}
      />
    </div>
  );
}
