'use client';
import { useTranslations } from 'next-intl';
import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { modalStyles, scrimStyles } from './dialog-styles.ts';

export type AlertPanelProps = {
  title: ReactNode;
  description: ReactNode;
  /** The verb on the button that goes ahead. */
  action: ReactNode;
  onAction: () => void;
  danger?: boolean;
  children?: ReactNode;
};

export function AlertPanel({ title, description, action, onAction, danger, children }: AlertPanelProps) {
  const t = useTranslations('common.actions');
  return (
    <AlertDialog.Portal>
      <AlertDialog.Overlay className={scrimStyles} />
      <AlertDialog.Content className={cn(modalStyles, 'max-w-110')}>
        <div className="space-y-1 px-5 pt-5 pb-4">
          <AlertDialog.Title className="text-balance font-semibold text-lg">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-pretty text-sm text-soft">
            {description}
          </AlertDialog.Description>
          {children}
        </div>
        <div className="flex justify-end gap-2 border-line border-t px-5 py-3">
          <AlertDialog.Cancel asChild>
            <Button>{t('cancel')}</Button>
          </AlertDialog.Cancel>
          <AlertDialog.Action asChild>
            <Button variant={danger ? 'danger' : 'primary'} onClick={onAction}>
              {action}
            </Button>
          </AlertDialog.Action>
        </div>
      </AlertDialog.Content>
    </AlertDialog.Portal>
  );
}
