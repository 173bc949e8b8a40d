import { useLocale, useTranslations } from 'next-intl';
import type { FigureUnit } from '#lib/health-parts.ts';
import { formatCount } from '#lib/i18n/format.ts';

/** A figure with its unit; small ones keep a decimal where it says something. */
export function useFigureWords(): (value: number, unit: FigureUnit) => string {
  const t = useTranslations('operator.health.unit');
  const locale = useLocale();
  return (value, unit) => {
    const exact = value < 10 && !Number.isInteger(value);
    const text = exact
      ? new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)
      : formatCount(locale, Math.round(value));
    return t(unit, { value: text });
  };
}
