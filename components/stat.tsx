import { ArrowDown, ArrowRight, ArrowUp, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';
import { formatBasisPoints } from '#lib/i18n/format.ts';

type StatProps = {
  label: ReactNode;
  value: ReactNode;
  /** Change against the period before, in hundredths of a percent; colour only if `good` says which way is good. */
  delta?: { basisPoints: number; against: string; good?: 'up' | 'down' };
  hint?: ReactNode;
  /** Where the figure comes from; the whole tile leads there. */
  href?: string;
  className?: string;
};

/** One figure that answers a question. */
export function Stat({ label, value, delta, hint, href, className }: StatProps) {
  return (
    <div
      className={cn(
        'group relative min-w-0 rounded-lg border border-line bg-surface p-4',
        href &&
          'transition-colors hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2',
        className,
      )}
    >
      <div className="flex items-center justify-between gap-2 text-sm text-soft">
        {href ? (
          <Link href={href} className="outline-none after:absolute after:inset-0 after:rounded-lg">
            {label}
          </Link>
        ) : (
          label
        )}
        {href ? (
          <ChevronRight
            aria-hidden
            className="size-4 text-faint transition-transform group-hover:translate-x-0.5"
          />
        ) : null}
      </div>
      <div className="mt-1 truncate font-semibold text-ink text-xl tabular-nums tracking-tight">{value}</div>
      {delta || hint ? (
        <div className="mt-1 flex flex-wrap items-center gap-x-2 text-faint text-xs">
          {delta ? <Delta {...delta} /> : null}
          {hint}
        </div>
      ) : null}
    </div>
  );
}

function Delta({ basisPoints, against, good }: NonNullable<StatProps['delta']>) {
  const locale = useLocale();
  const t = useTranslations('common.stat');
  const direction = basisPoints > 0 ? 'up' : basisPoints < 0 ? 'down' : 'flat';
  const Icon = { up: ArrowUp, down: ArrowDown, flat: ArrowRight }[direction];
  const tone =
    good === undefined || direction === 'flat'
      ? 'text-soft'
      : direction === good
        ? 'text-success'
        : 'text-danger';
  const percent = formatBasisPoints(locale, Math.abs(basisPoints));
  return (
    <span>
      <span className={cn('inline-flex items-baseline gap-0.5 font-medium tabular-nums', tone)}>
        <Icon aria-hidden className="size-3 self-center" />
        <span aria-hidden>{percent}</span>
        <span className="sr-only">{t(direction, { percent })}</span>
      </span>{' '}
      {against}
    </span>
  );
}
