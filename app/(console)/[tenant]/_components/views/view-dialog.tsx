'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { ViewOut } from '#server/views/schema.ts';

type ViewDialogProps = {
  title: string;
  /** The view that is changed; left out for a new one. */
  view?: ViewOut;
  pending: boolean;
  error: unknown;
  onSubmit: (input: { name: string; shared: boolean }) => void;
  onClose: () => void;
};

/** A view's name, and whether everybody sees it. */
export function ViewDialog({ title, view, pending, error, onSubmit, onClose }: ViewDialogProps) {
  const t = useTranslations('table.views');
  const actions = useTranslations('common.actions');
  const notAllowed = useTranslations('common')('notAllowed');
  const required = useTranslations('errors.reasons')('field_required');
  const mayShare = useCan('view:share');
  const [formId, shareId] = [useId(), useId()];
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim()) onSubmit({ name: name.trim(), shared });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        size="sm"
        footer={
          <>
            <DialogClose asChild>
              <Button>{actions('cancel')}</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" pending={pending}>
              {actions('save')}
            </Button>
          </>
        }
      >
        <form id={formId} noValidate onSubmit={submit} className="space-y-4">
          <FormField label={t('name')} required error={tried && !name.trim() ? required : undefined}>
            <Input
              autoFocus
              autoComplete="off"
              maxLength={80}
              placeholder={t('namePlaceholder')}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </FormField>
          <div className="flex items-start gap-2.5 text-sm">
            <Checkbox
              id={shareId}
              className="mt-0.5"
              checked={shared}
              disabled={!mayShare}
              onCheckedChange={(on) => setShared(on === true)}
            />
            <label htmlFor={shareId}>
              {t('share')}
              <span className="block text-pretty text-faint text-xs">
                {mayShare ? t('shareHint') : notAllowed}
              </span>
            </label>
          </div>
          {error ? <ProblemPanel error={error} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}
