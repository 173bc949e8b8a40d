'use client';
import { useTranslations } from 'next-intl';
import { AlertDialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { modalStyles, scrimStyles } from './dialog.tsx';

export const AlertDialog = Primitive.Root;
export const AlertDialogTrigger = Primitive.Trigger;

type AlertDialogContentProps = {
  title: ReactNode;
  description: ReactNode;
  /** The verb on the button that goes ahead. */
  action: ReactNode;
  onAction: () => void;
  danger?: boolean;
  children?: ReactNode;
};

/** A yes-or-no question that takes the focus. What destroys for good uses ConfirmDestroy instead. */
export function AlertDialogContent({
  title,
  description,
  action,
  onAction,
  danger,
  children,
}: AlertDialogContentProps) {
  const t = useTranslations('common.actions');
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={scrimStyles} />
      <Primitive.Content className={cn(modalStyles, 'max-w-110')}>
        <div className="space-y-1 px-5 pt-5 pb-4">
          <Primitive.Title className="text-balance font-semibold text-lg">{title}</Primitive.Title>
          <Primitive.Description className="text-pretty text-sm text-soft">
            {description}
          </Primitive.Description>
          {children}
        </div>
        <div className="flex justify-end gap-2 border-line border-t px-5 py-3">
          <Primitive.Cancel asChild>
            <Button>{t('cancel')}</Button>
          </Primitive.Cancel>
          <Primitive.Action asChild>
            <Button variant={danger ? 'danger' : 'primary'} onClick={onAction}>
              {action}
            </Button>
          </Primitive.Action>
        </div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
