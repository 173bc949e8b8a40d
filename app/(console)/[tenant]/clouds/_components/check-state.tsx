'use client';
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { Check } from './use-checks.ts';

const looks = {
  running: { icon: LoaderCircle, className: 'text-info', ink: 'animate-spin motion-reduce:animate-none' },
  done: { icon: CircleCheck, className: 'text-soft', ink: 'text-success' },
  failed: { icon: CircleX, className: 'w-fit bg-danger-soft px-1.5 text-danger', ink: '' },
} as const;

/** Where a spending check stands. */
export function CheckStateBadge({ state }: { state: Check['state'] }) {
  const t = useTranslations('clouds.check.states');
  const { icon: Icon, className, ink } = looks[state];
  return (
    <span
      data-state={state}
      className={cn(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm font-medium text-xs',
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
      {t(state)}
    </span>
  );
}
