'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { modalStyles, scrimStyles } from './dialog-styles.ts';
import { InDialog } from './portal-place.tsx';

const widths = { sm: 'max-w-100', md: 'max-w-125', lg: 'max-w-175' };

export type DialogPanelProps = Omit<ComponentProps<typeof Dialog.Content>, 'title'> & {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  size?: keyof typeof widths;
  /** False where leaving must be a decision: no cross, no escape key, no click outside. */
  dismissable?: boolean;
};

export function DialogPanel({
  title,
  description,
  footer,
  size = 'md',
  dismissable = true,
  className,
  children,
  ...props
}: DialogPanelProps) {
  const t = useTranslations('common.actions');
  const hold = dismissable ? {} : { onEscapeKeyDown: prevent, onInteractOutside: prevent };
  return (
    <Dialog.Portal>
      <Dialog.Overlay className={scrimStyles} />
      <Dialog.Content
        className={cn(modalStyles, widths[size], className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...hold}
        {...props}
      >
        <InDialog>
          <div className="flex items-start justify-between gap-4 px-5 pt-5">
            <div className="min-w-0 space-y-1">
              <Dialog.Title className="text-balance font-semibold text-lg">{title}</Dialog.Title>
              {description ? (
                <Dialog.Description className="text-pretty text-sm text-soft">
                  {description}
                </Dialog.Description>
              ) : null}
            </div>
            {dismissable ? (
              <Dialog.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label={t('close')} className="-mt-1 -mr-2">
                  <X aria-hidden />
                </Button>
              </Dialog.Close>
            ) : null}
          </div>
          <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3">
              {footer}
            </div>
          ) : null}
        </InDialog>
      </Dialog.Content>
    </Dialog.Portal>
  );
}

function prevent(event: Event) {
  event.preventDefault();
}
