import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  ClockAlert,
  FlaskConical,
  GitCompareArrows,
  type LucideIcon,
  RotateCcw,
  SearchX,
  ShieldCheck,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';

/** The one vocabulary of states; every page uses these words and no others. */
export const statuses = [
  'active',
  'warning',
  'cutting_off',
  'cut_off',
  'restoring',
  'protected',
  'missing',
  'drifted',
  'stale',
  'dry_run',
  'no_quota',
  'failed',
  'unmanaged',
] as const;
export type Status = (typeof statuses)[number];

type Look = { icon: LucideIcon; className: string; iconClassName?: string };

// Ordinary states stay plain text, so that in a long table only what needs somebody carries a ground.
const looks: Record<Status, Look> = {
  active: { icon: CircleCheck, className: 'text-soft', iconClassName: 'text-success' },
  warning: { icon: TriangleAlert, className: 'bg-warning-soft px-1.5 text-warning' },
  cutting_off: { icon: Unplug, className: 'bg-danger-soft px-1.5 text-danger' },
  cut_off: { icon: Ban, className: 'bg-danger-soft px-1.5 text-danger' },
  restoring: { icon: RotateCcw, className: 'bg-info-soft px-1.5 text-info' },
  protected: { icon: ShieldCheck, className: 'text-soft', iconClassName: 'text-info' },
  missing: { icon: SearchX, className: 'bg-danger-soft px-1.5 text-danger' },
  drifted: { icon: GitCompareArrows, className: 'bg-warning-soft px-1.5 text-warning' },
  stale: { icon: ClockAlert, className: 'bg-warning-soft px-1.5 text-warning' },
  dry_run: { icon: FlaskConical, className: 'bg-hover px-1.5 text-soft' },
  no_quota: { icon: CircleDashed, className: 'text-faint' },
  unmanaged: { icon: CircleDashed, className: 'text-faint' },
  failed: { icon: CircleX, className: 'bg-danger-soft px-1.5 text-danger' },
};

type StatusBadgeProps = {
  status: Status;
  /** Where a running cut-off or restore stands. */
  progress?: { step: number; total: number } | undefined;
  className?: string;
};

/** A state as icon and word; colour is never the only sign. */
export function StatusBadge({ status, progress, className }: StatusBadgeProps) {
  const t = useTranslations('status');
  const { icon: Icon, className: look, iconClassName } = looks[status];
  const text =
    progress && status === 'cutting_off'
      ? t('cuttingOffStep', progress)
      : progress && status === 'restoring'
        ? t('restoringStep', progress)
        : t(status);
  return (
    <span
      data-status={status}
      className={cn(
        // Its word, not its icon, stands on the line of the text beside it.
        'inline-flex h-5 shrink-0 items-baseline gap-1 whitespace-nowrap rounded-sm align-middle font-medium text-xs leading-5 tabular-nums',
        look,
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0 self-center', iconClassName)} />
      {text}
    </span>
  );
}
