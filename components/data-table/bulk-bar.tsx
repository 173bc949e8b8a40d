'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';

/** What can be done with the ticked rows; appears with the first tick. */
export function BulkBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const t = useTranslations('table');
  return (
    <section
      aria-label={t('bulkActions')}
      className="flex min-h-11 flex-wrap items-center gap-2 border-line border-b bg-accent-soft px-4 py-1.5"
    >
      <span className="mr-2 font-medium text-accent-ink text-sm tabular-nums">
        {t('selected', { count })}
      </span>
      {children}
      <Button variant="ghost" size="sm" className="ml-auto" onClick={onClear}>
        <X aria-hidden className="size-3.5" />
        {t('clearSelection')}
      </Button>
    </section>
  );
}
