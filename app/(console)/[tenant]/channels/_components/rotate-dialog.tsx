'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';

type RotateDialogProps = {
  name: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onRotate: (overlapHours: number) => void;
};

/** How long the secret before goes on signing. */
export function RotateDialog({ name, pending, error, onClose, onRotate }: RotateDialogProps) {
  const t = useTranslations('channels.signing');
  const cancel = useTranslations('common.actions')('cancel');
  const [hours, setHours] = useState('24');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('rotateTitle', { name })}
        description={t('rotateBody')}
        footer={
          <>
            <Button onClick={onClose}>{cancel}</Button>
            <Button variant="primary" pending={pending} onClick={() => onRotate(Number(hours))}>
              {t('make')}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <FormField label={t('before')}>
            <RadioGroup value={hours} onValueChange={setHours}>
              <Radio value="24" label={t('hours24')} hint={t('hours24Hint')} />
              <Radio value="168" label={t('hours168')} />
              <Radio value="0" label={t('hours0')} hint={t('hours0Hint')} />
            </RadioGroup>
          </FormField>
          {error ? <ProblemPanel error={error} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
