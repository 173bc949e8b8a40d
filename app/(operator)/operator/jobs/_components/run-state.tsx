import { Ban, CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import type { RunState } from '#server/platform/schema.ts';

const looks: Record<RunState, { icon: LucideIcon; className: string; ink?: string }> = {
  queued: { icon: CircleDashed, className: 'bg-hover px-1.5 text-soft' },
  running: {
    icon: LoaderCircle,
    className: 'bg-info-soft px-1.5 text-info',
    ink: 'animate-spin motion-reduce:animate-none',
  },
  completed: { icon: CircleCheck, className: 'text-soft', ink: 'text-success' },
  failed: { icon: CircleX, className: 'bg-danger-soft px-1.5 text-danger' },
  cancelled: { icon: Ban, className: 'bg-hover px-1.5 text-soft' },
};

/** How a run stands, as icon and word. */
export function RunStateBadge({ state }: { state: RunState }) {
  const t = useTranslations('operator.jobs.state');
  const { icon: Icon, className, ink } = looks[state];
  return (
    <span
      data-state={state}
      className={cn(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm align-middle font-medium text-xs',
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', ink)} />
      {t(state)}
    </span>
  );
}
