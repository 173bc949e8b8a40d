'use client';
import { useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { addAmounts } from '#components/amounts.ts';
import { Money } from '#components/money.tsx';
import { ScrollArea } from '#components/ui/scroll-area.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { SubAccountOut } from '#server/iam/schema.ts';
import { type Direction, previewAllocation } from './quota-figures.ts';

type BulkAllocatePreviewProps = {
  accounts: readonly SubAccountOut[];
  amount: string;
  direction: Direction;
};

/** Every quota before and after, and the sum that is moved. */
export function BulkAllocatePreview({ accounts, amount, direction }: BulkAllocatePreviewProps) {
  const t = useTranslations('subAccounts.bulk');
  const { currency } = useTenant();
  const rows = accounts.map((account) => ({
    account,
    preview: previewAllocation(account.quota, amount, direction),
  }));
  const moving = rows.filter(({ preview }) => preview !== null && !preview.beyond);
  const beyond = rows.filter(({ preview }) => preview?.beyond === true).length;
  return (
    <div className="space-y-2">
      <ScrollArea label={t('previewLabel')} className="max-h-60 rounded-md border border-line">
        <Table aria-label={t('previewLabel')}>
          <TableHead>
            <TableRow>
              <TableHeader>{t('previewName')}</TableHeader>
              <TableHeader align="end">{t('previewBefore')}</TableHeader>
              <TableHeader align="end">{t('previewAfter')}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ account, preview }) => (
              <TableRow key={account.id}>
                <TableCell className="h-8">{account.userName}</TableCell>
                <TableCell align="end" className="h-8 text-soft">
                  {account.quota ? <Money amount={account.quota.granted} /> : '–'}
                </TableCell>
                <TableCell align="end" className="h-8">
                  {preview === null ? (
                    <span className="text-faint">–</span>
                  ) : preview.beyond ? (
                    <span className="text-danger">{t('beyondOne')}</span>
                  ) : (
                    <Money amount={preview.after} />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollArea>
      <p aria-live="polite" className="flex flex-wrap justify-between gap-2 text-soft text-sm">
        <span className="text-danger">{beyond > 0 ? t('beyond', { count: beyond }) : ''}</span>
        {moving.length > 0 ? (
          <span>
            {t.rich('sumRich', {
              amount: () => (
                <Money
                  amount={addAmounts(...moving.map(() => amount.trim()))}
                  currency={currency}
                  className="font-medium text-ink"
                />
              ),
            })}
          </span>
        ) : null}
      </p>
    </div>
  );
}
