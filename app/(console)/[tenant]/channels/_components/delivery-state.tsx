'use client';
import { CircleCheck, CircleSlash, CircleX, Clock3, type LucideIcon, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { deliveryStates } from '#lib/choices.ts';

type DeliveryState = (typeof deliveryStates)[number];

const looks: Record<DeliveryState, { icon: LucideIcon; className: string; ink: string }> = {
  pending: { icon: Clock3, className: 'text-soft', ink: 'text-faint' },
  retrying: { icon: RotateCw, className: 'bg-warning-soft px-1.5 text-warning', ink: '' },
  sent: { icon: CircleCheck, className: 'text-soft', ink: 'text-success' },
  dead: { icon: CircleX, className: 'bg-danger-soft px-1.5 text-danger', ink: '' },
  discarded: { icon: CircleSlash, className: 'text-faint', ink: '' },
};

/** Where one delivery stands, and at which attempt when it took more than one. */
export function DeliveryStateBadge({ state, attempts }: { state: DeliveryState; attempts?: number }) {
  const t = useTranslations('channels');
  const { icon: Icon, className, ink } = looks[state];
  return (
    <span
      data-state={state}
      title={attempts === undefined ? undefined : t('attempts', { count: attempts })}
      className={cn(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm align-middle font-medium text-xs tabular-nums',
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
      {t(`deliveryState.${state}`)}
    </span>
  );
}
