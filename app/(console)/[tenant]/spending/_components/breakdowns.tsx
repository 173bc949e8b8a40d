'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { useTRPC } from '#app/trpc/client.tsx';
import { addAmounts, subtractAmounts } from '#components/amounts.ts';
import { BreakdownBars, type BreakdownItem } from '#components/breakdown-bars.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { breakdownInput, type Dimension, type SpendingPage, unnamed } from './spending-table.ts';
import { mergeNames } from './trend-data.ts';
import type { SpendingState } from './use-spending-state.ts';

/** Where the money went, by project and by product; a click narrows the page down to it. */
export function Breakdowns({ state }: { state: SpendingState }) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Breakdown state={state} by="project" />
      <Breakdown state={state} by="product" />
    </div>
  );
}

type Drilled = Extract<Dimension, 'project' | 'product'>;

function Breakdown({ state, by }: { state: SpendingState; by: Drilled }) {
  const t = useTranslations('spending');
  const { currency } = useTenant();
  const trpc = useTRPC();
  const answer = useQuery(
    trpc.spending.list.queryOptions(breakdownInput(state.filters, by), { placeholderData: keepPreviousData }),
  );
  const chosen = state.filters[by] !== undefined;
  const itemsOf = (page: SpendingPage): BreakdownItem[] => {
    const items = mergeNames(page.items, by).map(({ id, label, amount }) => ({
      id,
      label: label || <span className="text-soft">{t(`noName.${by}`)}</span>,
      amount,
      ...(chosen ? {} : { href: state.drill({ [by]: id || unnamed }) }),
    }));
    if (page.nextCursor === null) return items;
    const rest = subtractAmounts(page.totalAmount, addAmounts(...items.map(({ amount }) => amount)));
    return [
      ...items,
      { id: '…', label: <span className="text-soft">{t('breakdown.rest')}</span>, amount: rest },
    ];
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t(`breakdown.${by}`)}</CardTitle>
        {chosen || !answer.data?.items.length ? null : (
          <span className="text-faint text-xs">{t('breakdown.hint')}</span>
        )}
      </CardHeader>
      <CardBody className={cn('px-2 transition-opacity', answer.isPlaceholderData && 'opacity-60')}>
        {answer.data ? (
          <BreakdownBars items={itemsOf(answer.data)} currency={currency} top={7} />
        ) : answer.isError ? (
          <ProblemPanel error={answer.error} onRetry={() => void answer.refetch()} className="mx-2" />
        ) : (
          <BarsWaiting />
        )}
      </CardBody>
    </Card>
  );
}

const lines = ['a', 'b', 'c', 'd', 'e'];

function BarsWaiting() {
  return (
    <div aria-busy className="space-y-4 px-2 py-2">
      {lines.map((line) => (
        <div key={line} className="space-y-2">
          <div className="flex justify-between">
            <Skeleton className="h-3 w-32" />
            <Skeleton className="h-3 w-20" />
          </div>
          <Skeleton className="h-1 w-full" />
        </div>
      ))}
    </div>
  );
}
