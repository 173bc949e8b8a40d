import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { formatBasisPoints } from '#lib/i18n/format.ts';
import { roundAmount } from '#lib/money.ts';
import { changeOf } from './change-of.ts';

type ChangeProps = {
  now: string /** Null compares with nothing. */;
  before: string | null;
  className?: string;
};

/** How an amount differs from the one before; no colour, since more is neither good nor bad. */
export function Change({ now, before, className }: ChangeProps) {
  const locale = useLocale();
  const t = useTranslations('common.stat');
  if (before === null) return null;
  const look = cn('inline-flex items-baseline gap-0.5 whitespace-nowrap text-xs tabular-nums', className);
  if (roundAmount(before) === 0n && roundAmount(now) !== 0n) {
    return <span className={cn(look, 'text-faint')}>{t('new')}</span>;
  }
  const points = changeOf(now, before);
  if (points === null) return <span className={cn(look, 'text-faint')}>–</span>;
  const percent = formatBasisPoints(locale, Math.abs(points), true);
  const direction = points > 0 ? 'up' : points < 0 ? 'down' : 'flat';
  const Icon = { up: ArrowUp, down: ArrowDown, flat: null }[direction];
  return (
    <span className={cn(look, 'text-soft')}>
      {Icon ? <Icon aria-hidden className="size-3 shrink-0 self-center" /> : null}
      <span aria-hidden>{direction === 'flat' ? '=' : percent}</span>
      <span className="sr-only">{t(direction, { percent })}</span>
    </span>
  );
}

/** The same as one word for a picture or a file. */
export function changeText(locale: 'en' | 'zh-CN', now: string, before: string | null): string {
  const points = before === null ? null : changeOf(now, before);
  if (points === null) return '';
  return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${formatBasisPoints(locale, Math.abs(points), true)}`;
}
