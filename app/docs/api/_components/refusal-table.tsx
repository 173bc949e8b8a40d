import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { Operation } from './reference.ts';

type RefusalTableProps = { title: string; refusals: Operation['refusals'] };

/** What an endpoint can be refused with, by status. */
export function RefusalTable({ title, refusals }: RefusalTableProps) {
  const t = useTranslations('api.refusals');
  return (
    <Table aria-label={title}>
      <TableHead>
        <TableRow>
          <TableHeader align="end">{t('status')}</TableHeader>
          <TableHeader>{t('reasons')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {refusals.map(({ status, reasons }) => (
          <TableRow key={status}>
            <TableCell align="end">{status}</TableCell>
            <TableCell className="whitespace-normal">
              <span className="flex flex-wrap gap-x-3 gap-y-1">
                {reasons.map((reason) => (
                  <code key={reason} className="text-ink">
                    {reason}
                  </code>
                ))}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
