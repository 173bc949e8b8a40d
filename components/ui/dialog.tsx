'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { InDialog } from './portal-place.tsx';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export const scrimStyles =
  'fixed inset-0 z-40 bg-scrim duration-140 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0';

export const modalStyles =
  'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-raised text-ink shadow-pop duration-140 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98';

const widths = { sm: 'max-w-100', md: 'max-w-125', lg: 'max-w-175' };

type DialogContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'title'> & {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  size?: keyof typeof widths;
  /** False where leaving must be a decision: no cross, no escape key, no click outside. */
  dismissable?: boolean;
};

/** Title, body that scrolls, footer that stays. Forms of up to four fields live here, longer ones on a page. */
export function DialogContent({
  title,
  description,
  footer,
  size = 'md',
  dismissable = true,
  className,
  children,
  ...props
}: DialogContentProps) {
  const t = useTranslations('common.actions');
  const hold = dismissable ? {} : { onEscapeKeyDown: prevent, onInteractOutside: prevent };
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimStyles} />
      <Primitive.Content
        className={cn(modalStyles, widths[size], className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...hold}
        {...props}
      >
        <InDialog>
          <div className="flex items-start justify-between gap-4 px-5 pt-5">
            <div className="min-w-0 space-y-1">
              <Primitive.Title className="text-balance font-semibold text-lg">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="text-pretty text-sm text-soft">
                  {description}
                </Primitive.Description>
              ) : null}
            </div>
            {dismissable ? (
              <Primitive.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label={t('close')} className="-mt-1 -mr-2">
                  <X aria-hidden />
                </Button>
              </Primitive.Close>
            ) : null}
          </div>
          <div className="min-h-0 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3">
              {footer}
            </div>
          ) : null}
        </InDialog>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

function prevent(event: Event) {
  event.preventDefault();
}
