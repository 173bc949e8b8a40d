import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { HealthState } from '#server/platform/schema.ts';

export const healthLooks: Record<HealthState, { icon: LucideIcon; mark: string; ground: string }> = {
  ok: { icon: CircleCheck, mark: 'text-success', ground: 'bg-success-soft' },
  degraded: { icon: TriangleAlert, mark: 'text-warning', ground: 'bg-warning-soft' },
  down: { icon: CircleX, mark: 'text-danger', ground: 'bg-danger-soft' },
};

/** How a part is, as icon and word; what is well stays quiet. */
export function HealthMark({ state }: { state: HealthState }) {
  const t = useTranslations('operator.health.state');
  const { icon: Icon, mark, ground } = healthLooks[state];
  return (
    <span
      className={cn(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm align-middle font-medium text-xs',
        state === 'ok' ? 'text-soft' : `px-1.5 ${ground} ${mark}`,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5', mark)} />
      {t(state)}
    </span>
  );
}
