'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { scrimStyles } from './dialog-styles.ts';
import { InDialog } from './portal-place.tsx';

export type SheetPanelProps = Omit<ComponentProps<typeof Dialog.Content>, 'title'> & {
  title: ReactNode;
  /** Buttons beside the cross. */
  actions?: ReactNode;
  side?: 'left' | 'right';
  /** Without a scrim the page behind stays usable: for the peek panel (with `modal={false}` on Sheet). */
  scrim?: boolean;
  hideHeader?: boolean;
};

export function SheetPanel({
  title,
  actions,
  side = 'right',
  scrim = true,
  hideHeader,
  className,
  children,
  ...props
}: SheetPanelProps) {
  const t = useTranslations('common.actions');
  return (
    <Dialog.Portal>
      {scrim ? <Dialog.Overlay className={scrimStyles} /> : null}
      <Dialog.Content
        aria-describedby={undefined}
        className={cn(
          'fixed inset-y-0 z-50 flex w-[calc(100vw-48px)] max-w-120 flex-col border-line bg-raised text-ink shadow-pop duration-160 data-[state=closed]:animate-out data-[state=open]:animate-in',
          side === 'right'
            ? 'right-0 border-l data-[state=closed]:slide-out-to-right-8 data-[state=open]:slide-in-from-right-8 data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0'
            : 'left-0 border-r data-[state=closed]:slide-out-to-left-8 data-[state=open]:slide-in-from-left-8 data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0',
          className,
        )}
        {...props}
      >
        {hideHeader ? (
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
        ) : (
          <div className="flex h-13 shrink-0 items-center justify-between gap-3 border-line border-b px-5">
            <Dialog.Title className="line-clamp-2 text-pretty font-semibold text-base">{title}</Dialog.Title>
            <div className="-mr-2 flex shrink-0 items-center gap-1">
              {actions}
              <Dialog.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label={t('close')}>
                  <X aria-hidden />
                </Button>
              </Dialog.Close>
            </div>
          </div>
        )}
        <div className="min-h-0 flex-1 overflow-y-auto">
          <InDialog>{children}</InDialog>
        </div>
      </Dialog.Content>
    </Dialog.Portal>
  );
}
