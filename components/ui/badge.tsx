import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

const badgeStyles = cva(
  'inline-flex h-5 shrink-0 items-baseline gap-1 whitespace-nowrap rounded-sm px-1.5 align-middle font-medium text-xs leading-5 tabular-nums [&_svg]:size-3 [&_svg]:shrink-0 [&_svg]:self-center',
  {
    variants: {
      tone: {
        neutral: 'bg-hover text-soft',
        outline: 'border border-line-strong leading-4.5 text-soft',
        accent: 'bg-accent-soft text-accent-ink',
        success: 'bg-success-soft text-success',
        warning: 'bg-warning-soft text-warning',
        danger: 'bg-danger-soft text-danger',
        info: 'bg-info-soft text-info',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyles>['tone']>;

/** A short word about a thing. For states use StatusBadge, which owns their words. */
export function Badge({ className, tone, ...props }: ComponentProps<'span'> & { tone?: BadgeTone }) {
  return <span className={cn(badgeStyles({ tone }), className)} {...props} />;
}
