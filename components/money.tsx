import { useLocale } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { formatMoney, formatMoneyExact } from '#lib/i18n/format.ts';

type MoneyProps = {
  /** Decimal string, as it came over the wire. */
  amount: string;
  /** ISO code; leave out where a column or label already says it. */
  currency?: string | undefined;
  /** A plus before what is not negative: for changes. */
  signed?: boolean;
  /** Every digit instead of two decimals. */
  exact?: boolean;
  className?: string;
};

/** An amount: grouped, tabular, its code muted; every digit on hover. The text never passes through a float. */
export function Money({ amount, currency, signed, exact, className }: MoneyProps) {
  const locale = useLocale();
  const full = formatMoneyExact(locale, amount);
  const text = exact ? full : formatMoney(locale, amount);
  const plus = signed && !full.startsWith('−') && !/^[0.,]+$/.test(full) ? '+' : '';
  return (
    <data
      value={amount}
      title={currency ? `${currency} ${full}` : full}
      className={cn('whitespace-nowrap tabular-nums', className)}
    >
      {currency ? <span className="mr-1 font-normal text-[0.86em] text-faint">{currency}</span> : null}
      {plus}
      {text}
    </data>
  );
}
