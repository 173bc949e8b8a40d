'use client';
import { useTranslations } from 'next-intl';
import { Money } from '#components/money.tsx';
import { cn } from '#components/ui/cn.ts';

type SpentOfProps = { quota: { spent: string; granted: string; currency: string }; className?: string };

/** "CNY 83.20 of 100.00". */
export function SpentOf({ quota, className }: SpentOfProps) {
  const t = useTranslations('status.quota');
  return (
    <span className={cn('whitespace-nowrap text-soft tabular-nums', className)}>
      {t.rich('ofRich', {
        spent: () => <Money amount={quota.spent} currency={quota.currency} className="text-ink" />,
        limit: () => <Money amount={quota.granted} />,
      })}
    </span>
  );
}
