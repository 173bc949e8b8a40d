'use client';
import { CircleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { ProblemPanel } from '#app/(console)/[tenant]/_components/problem.tsx';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { BreakdownChart } from '#components/breakdown-chart.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { roundAmount } from '#lib/money.ts';
import { addressOf, type Breakdown, type Dimension, isChosen } from './spending-table.ts';
import { useBreakdown } from './use-figures.ts';
import { useNames } from './use-names.ts';
import type { SpendingState } from './use-spending-state.ts';
import { rangeText, useCompleteness, useNameOf, useSubtitle } from './use-words.ts';

/** The long lists side by side, then the short ones. */
const order: readonly Dimension[] = ['project', 'subAccount', 'product', 'cloudAccount'];

/** Where the money went, under every heading that still has more than one name; a click narrows the page down to it. */
export function Breakdowns({ state }: { state: SpendingState }) {
  const { clouds } = useNames();
  const isShown = (by: Dimension) =>
    !isChosen(by, state.filters) && (by !== 'cloudAccount' || clouds.size > 1);
  const shown = order.filter(isShown);
  return (
    <div
      // One that is left over takes the whole width.
      className={cn(
        'grid gap-6',
        shown.length > 1 && 'lg:grid-cols-2 lg:[&>:last-child:nth-child(odd)]:col-span-2',
      )}
    >
      {shown.map((by) => (
        <BreakdownPanel key={by} state={state} by={by} />
      ))}
    </div>
  );
}

type Item = Breakdown['items'][number];

function BreakdownPanel({ state, by }: { state: SpendingState; by: Dimension }) {
  const t = useTranslations('spending');
  const locale = useLocale();
  const { slug, currency } = useTenant();
  const nameOf = useNameOf();
  const answer = useBreakdown({ ...state, by });
  const complete = useCompleteness(state.filters);
  const subtitle = useSubtitle(state.filters, state.range);
  const { range, before } = state;
  if (answer.isError && !answer.data) {
    return (
      <ProblemPanel
        error={answer.error}
        onRetry={() => void answer.refetch()}
        retrying={answer.isRefetching}
      />
    );
  }
  if (!answer.data) return <Skeleton className="h-80 w-full rounded-lg" />;
  const { items, rest } = answer.data;
  // Of nobody: the whole name, or a part of it while a project was not yet, or no longer, somebody's.
  const note = (item: Item) => {
    if (roundAmount(item.unattributed) <= 0n || by === 'product' || by === 'cloudAccount') return null;
    // Under no sub-account the name says so itself.
    if (by === 'subAccount') return null;
    return <Unattributed whole={item.unattributed === item.amount} />;
  };
  return (
    <BreakdownChart
      title={t(`breakdown.${by}`)}
      anchor={`by-${by}`}
      nameLabel={t(`trend.${by}`)}
      items={items.map((item) => ({
        id: item.id,
        name: nameOf(by, item.name),
        note: note(item),
        amount: item.amount,
        before: item.before,
        href: state.drill(addressOf(by, item.id)),
      }))}
      beyond={rest.count > 0 ? rest : undefined}
      currency={currency}
      beforeLabel={before ? rangeText(locale, before) : undefined}
      fileName={`${slug}-spending-${range.from}-${range.to}-by-${by}`}
      subtitle={subtitle}
      footnote={complete.footnote}
      busy={answer.isPlaceholderData}
    />
  );
}

/** Nobody's quota carries it; why, on hover and focus. */
function Unattributed({ whole }: { whole: boolean }) {
  const t = useTranslations('spending.breakdown');
  return (
    <Tooltip content={t(whole ? 'unattributedWhy' : 'partlyWhy')}>
      <span className="relative z-1 shrink-0">
        <Badge tone="warning">
          <CircleAlert aria-hidden className="size-3" />
          <span className="max-sm:sr-only">{t(whole ? 'unattributed' : 'partly')}</span>
        </Badge>
      </span>
    </Tooltip>
  );
}
