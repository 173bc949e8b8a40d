'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { Can } from '#components/can.tsx';
import { useClock } from '#components/clock.tsx';
import { SecretOnce } from '#components/secret-once.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import type { ApiKey } from './key-table.ts';
import { secretFileName } from './secret-file-name.ts';
import { useRefreshKeys } from './use-refresh-keys.ts';

const overlaps = ['0', '1', '24', '168', '720'] as const;
type Overlap = (typeof overlaps)[number];
const HOUR_MS = 3_600_000;

/** Asks how long the present secret goes on, and shows the new one once. */
export function RotateKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations('keys.rotate');
  const words = useTranslations('keys.secret');
  const cancel = useTranslations('common.actions')('cancel');
  const { timeZone } = useTenant();
  const { now } = useClock();
  const trpc = useTRPC();
  const refresh = useRefreshKeys();
  const overlapOpen = apiKey.previousSecret !== null;
  const [overlap, setOverlap] = useState<Overlap>(overlapOpen ? '0' : '24');
  const rotate = useMutation(trpc.keys.rotate.mutationOptions({ onSuccess: refresh }));
  const { name } = apiKey;
  if (rotate.data) {
    return (
      <SecretOnce
        open
        title={words('title', { name })}
        secrets={[{ label: words('label'), value: rotate.data.secret }]}
        fileName={secretFileName(name)}
        onStored={onClose}
      >
        <p className="border-line border-t pt-4 text-pretty text-sm text-soft">
          {rotate.data.previousSecret
            ? t.rich('oldWorks', {
                time: () => (
                  <Moment time={rotate.data.previousSecret?.validUntil ?? null} timeZone={timeZone} />
                ),
              })
            : t('oldEnded')}
        </p>
      </SecretOnce>
    );
  }
  const until = new Date(now.getTime() + Number(overlap) * HOUR_MS);
  return (
    <Dialog open onOpenChange={(open) => !open && !rotate.isPending && onClose()}>
      <DialogContent
        title={t('title', { name })}
        description={t('body')}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={rotate.isPending}>{cancel}</Button>
            </DialogClose>
            <Can permission="key:update">
              <Button
                variant={overlap === '0' ? 'danger' : 'primary'}
                pending={rotate.isPending}
                onClick={() => rotate.mutate({ keyId: apiKey.id, overlapHours: Number(overlap) })}
              >
                {t('action')}
              </Button>
            </Can>
          </>
        }
      >
        <div className="space-y-4">
          {overlapOpen ? <p className="text-pretty text-sm text-warning">{t('overlapOpen')}</p> : null}
          <FormField label={t('overlap')}>
            <SegmentedControl<Overlap>
              value={overlap}
              onValueChange={setOverlap}
              className="max-w-full flex-wrap"
              segments={overlaps
                .filter((each) => !overlapOpen || each === '0')
                .map((value) => ({ value, label: t(`choice.h${value}`) }))}
            />
          </FormField>
          <p className="text-pretty text-sm text-soft">
            {overlap === '0'
              ? t('endsNow')
              : t.rich('worksUntil', { time: () => <Moment time={until} timeZone={timeZone} /> })}
          </p>
          {rotate.isError ? <ProblemPanel error={rotate.error} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
