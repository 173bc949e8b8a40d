import { useLocale, useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { formatBasisPoints, shareOf } from '#lib/i18n/format.ts';

type PercentProps = {
  /** Always with its decimal, so that a column of them lines up. */
  aligned?: boolean;
  className?: string;
} & (
  | { /** Hundredths of a percent. */ basisPoints: number; part?: never; whole?: never }
  | { /** Decimal strings. */ part: string; whole: string; basisPoints?: never }
);

/** A share; `part` of `whole` is computed on the exact decimals, and a whole of nothing reads as a dash. */
export function Percent({ aligned = false, className, ...share }: PercentProps) {
  const locale = useLocale();
  const t = useTranslations('common');
  const points = share.basisPoints ?? shareOf(share.part, share.whole);
  if (points === null) {
    return (
      <span className={cn('text-faint', className)}>
        <span aria-hidden>–</span>
        <span className="sr-only">{t('notSet')}</span>
      </span>
    );
  }
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)}>
      {formatBasisPoints(locale, points, aligned)}
    </span>
  );
}
