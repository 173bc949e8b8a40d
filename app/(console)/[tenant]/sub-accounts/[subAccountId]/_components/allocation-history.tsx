'use client';
import { Coins } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { cardTable } from '#app/(console)/[tenant]/sub-accounts/_components/card-table.ts';
import { useTRPC, useTRPCClient } from '#app/trpc/client.tsx';
import { Moment } from '#components/ago.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { Money } from '#components/money.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { usePages } from './use-pages.ts';

const PAGE = 25;

/** Every allocation and deduction: when, by whom, how much, from what to what, and why. */
export function AllocationHistory({ account }: { account: SubAccountDetailOut }) {
  const t = useTranslations('quotas.history');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const input = { subAccountId: account.id, limit: PAGE };
  const { items: entries, ...history } = usePages({
    queryKey: trpc.quotas.allocations.queryKey(input),
    fetchPage: (cursor) => client.quotas.allocations.query({ ...input, ...cursor }),
  });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      {history.isError && !entries ? (
        <div className="p-4">
          <ProblemPanel error={history.error} onRetry={() => void history.refetch()} />
        </div>
      ) : !entries ? (
        <div aria-busy className="space-y-4 p-4">
          <Skeleton className="w-full" />
          <Skeleton className="w-full" />
          <Skeleton className="w-full" />
        </div>
      ) : entries.length === 0 ? (
        <EmptyState icon={<Coins />} title={t('empty')}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <Table aria-label={t('title')} className={cardTable}>
          <TableHead>
            <TableRow>
              <TableHeader className="pl-4">{t('at')}</TableHeader>
              <TableHeader align="end">{t('amount')}</TableHeader>
              <TableHeader align="end">{t('change')}</TableHeader>
              <TableHeader className="pr-4">{t('reason')}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {entries.map((entry) => (
              <TableRow key={entry.id} className="align-top">
                <TableCell className="py-2 pl-4">
                  <Moment time={entry.at} className="block" />
                  <span className="block text-faint text-xs">{entry.actorName}</span>
                </TableCell>
                <TableCell align="end" className="py-2" data-label={t('amount')}>
                  <Money
                    amount={entry.amount}
                    currency={entry.currency}
                    signed
                    className={cn('font-medium', entry.amount.startsWith('-') ? 'text-ink' : 'text-success')}
                  />
                </TableCell>
                <TableCell align="end" className="whitespace-nowrap py-2 text-soft" data-label={t('change')}>
                  <span>
                    <Money amount={entry.before} /> <span aria-hidden>→</span>
                    <span className="sr-only"> {t('to')} </span>{' '}
                    <Money amount={entry.after} className="text-ink" />
                  </span>
                </TableCell>
                <TableCell className="min-w-40 max-w-72 break-words py-2 pr-4" data-label={t('reason')}>
                  {entry.reason}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {history.hasNextPage ? (
        <div className="border-line border-t p-2 text-center">
          <Button
            variant="ghost"
            pending={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
