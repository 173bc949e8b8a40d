'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Can } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';

type EditFrameProps = {
  title: string;
  description?: string;
  formId: string;
  pending: boolean;
  /** Whether there is something to save. */
  ready: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** The dialog around a form that changes a key. */
export function EditFrame({ title, description, formId, pending, ready, onClose, children }: EditFrameProps) {
  const actions = useTranslations('common.actions');
  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent
        title={title}
        description={description}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={pending}>{actions('cancel')}</Button>
            </DialogClose>
            <Can permission="key:update">
              <Button type="submit" form={formId} variant="primary" pending={pending} disabled={!ready}>
                {actions('save')}
              </Button>
            </Can>
          </>
        }
      >
        {children}
      </DialogContent>
    </Dialog>
  );
}
