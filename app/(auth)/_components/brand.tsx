import { useTranslations } from 'next-intl';

/** The mark and the name. */
export function Brand() {
  const t = useTranslations('common');
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6">
        <rect width="32" height="32" rx="7" className="fill-accent" />
        <path
          d="M8 25V15a8 8 0 0 1 16 0v10M13 25v-7m6 7v-7"
          className="fill-none stroke-on-accent"
          strokeWidth="3"
          strokeLinecap="round"
        />
      </svg>
      <span className="font-semibold text-lg">{t('product')}</span>
    </span>
  );
}
