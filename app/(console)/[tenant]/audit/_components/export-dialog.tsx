'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { useTableState } from '#components/data-table/use-table-state.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog.tsx';
import { FormField } from '#components/ui/form-field.tsx';
import { Radio, RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ExportFormat } from '#server/audit/schema.ts';
import { auditFilterInput, auditTable } from './audit-table.ts';

const exportFormats: readonly ExportFormat[] = ['csv', 'jsonl'];

/** Asks for a file of exactly what is filtered, which a job makes. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('audit.files');
  const cancel = useTranslations('common.actions')('cancel');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { timeZone } = useTenant();
  const { state } = useTableState(auditTable);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const start = useMutation(
    trpc.audit.startExport.mutationOptions({
      onSuccess: () => {
        toast.success(t('started'));
        onClose();
      },
      onSettled: () => queries.invalidateQueries(trpc.audit.pathFilter()),
    }),
  );
  const { order: _order, ...filter } = auditFilterInput(state, timeZone);
  const count = Object.keys(state.filters).length + (state.search ? 1 : 0);
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={t('title')}
        description={t('body')}
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <Button
              variant="primary"
              pending={start.isPending}
              onClick={() => start.mutate({ format, ...filter })}
            >
              {t('start')}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <FormField label={t('format')}>
            <RadioGroup
              value={format}
              onValueChange={(value) => setFormat(exportFormats.find((known) => known === value) ?? 'csv')}
            >
              {exportFormats.map((each) => (
                <Radio key={each} value={each} label={t(`formats.${each}`)} hint={t(`hints.${each}`)} />
              ))}
            </RadioGroup>
          </FormField>
          <p className="text-pretty text-sm text-soft">{t('filtered', { count })}</p>
          {start.isError ? <ProblemPanel error={start.error} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
