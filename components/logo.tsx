import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';

/** The gate and, unless it stands alone, the product's name. */
export function Logo({ className, markOnly }: { className?: string; markOnly?: boolean }) {
  const t = useTranslations('common');
  return (
    <span
      className={cn(
        'inline-flex items-center gap-2 font-semibold text-ink text-lg tracking-tight',
        className,
      )}
    >
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-6 shrink-0">
        <rect width="32" height="32" rx="7" className="fill-accent" />
        <path
          d="M8 25V15a8 8 0 0 1 16 0v10M13 25v-7m6 7v-7"
          fill="none"
          className="stroke-on-accent"
          strokeWidth="3"
          strokeLinecap="round"
        />
      </svg>
      <span className={cn(markOnly && 'sr-only')}>{t('product')}</span>
    </span>
  );
}
