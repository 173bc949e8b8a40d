'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';

type BulkBarProps = {
  count: number;
  onClear: () => void;
  /** In the bar's end: what can be done with any selection. */
  exportSlot: ReactNode;
  children: ReactNode;
};

/** What can be done with the ticked rows: floats over the end of the list, wherever in it the reader is. */
export function BulkBar({ count, onClear, exportSlot, children }: BulkBarProps) {
  const t = useTranslations('table');
  return (
    <div className="pointer-events-none sticky bottom-3 z-20 flex h-0 items-end justify-center max-sm:bottom-2">
      <section
        aria-label={t('bulkActions')}
        className="pointer-events-auto flex max-w-[calc(100%-16px)] flex-wrap items-center gap-x-2 gap-y-1.5 rounded-lg border border-line-strong bg-raised py-1.5 pr-1.5 pl-3 shadow-pop duration-140 animate-in fade-in-0 slide-in-from-bottom-2"
      >
        <span className="mr-1 font-medium text-sm tabular-nums">{t('selected', { count })}</span>
        {children}
        {exportSlot}
        <Button variant="ghost" size="icon-sm" aria-label={t('clearSelection')} onClick={onClear}>
          <X aria-hidden className="size-3.5" />
        </Button>
      </section>
    </div>
  );
}
