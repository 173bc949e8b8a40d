'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useTenant } from '#app/(console)/[tenant]/_components/tenant-context.tsx';
import { drillDown } from '#app/(console)/[tenant]/spending/_components/drill-path.ts';
import { addressOf } from '#app/(console)/[tenant]/spending/_components/spending-table.ts';
import { rangeText, useNameOf } from '#app/(console)/[tenant]/spending/_components/use-words.ts';
import { BreakdownChart, type NamedAmount } from '#components/breakdown-chart.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { roundAmount } from '#lib/money.ts';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import type { Span } from './inputs.ts';
import { useParts, useSpending } from './use-spending.ts';

type SpendingBreakdownProps = { account: SubAccountDetailOut; span: Span };

/** Which projects and which products the money went to in the days shown, beside as many days before. */
export function SpendingBreakdown(props: SpendingBreakdownProps) {
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <Part {...props} by="project" />
      <Part {...props} by="product" />
    </div>
  );
}

function Part({ account, span, by }: SpendingBreakdownProps & { by: 'project' | 'product' }) {
  const t = useTranslations('subAccounts.overview');
  const headings = useTranslations('spending.trend');
  const locale = useLocale();
  const { slug } = useTenant();
  const nameOf = useNameOf();
  const { data, range, before } = useParts(account.id, span, by);
  const uncounted = useUncounted(account, span);
  if (!data) return <Skeleton className="h-60 w-full rounded-lg" />;
  const href = (name: string) => {
    const days = `${range.from}..${range.to}`;
    const query = new URLSearchParams({ days, subAccount: account.id });
    return `/${slug}/spending${drillDown(query, addressOf(by, name))}`;
  };
  const items = data.items.map(
    ({ id, name, amount, before: earlier }): NamedAmount => ({
      id,
      name: nameOf(by, name),
      amount,
      before: earlier,
      href: href(id),
    }),
  );
  return (
    <BreakdownChart
      title={t(by === 'project' ? 'byProject' : 'byProduct')}
      anchor={`by-${by}`}
      nameLabel={headings(by)}
      items={by === 'project' ? [...items, ...uncounted] : items}
      beyond={data.rest.count > 0 ? data.rest : undefined}
      currency={data.currency}
      beforeLabel={rangeText(locale, before)}
      top={5}
      fileName={`${account.userName}-by-${by}-${range.from}-${range.to}`}
      subtitle={`${account.userName} · ${rangeText(locale, range)}`}
    />
  );
}

/** Projects that spend without counting against the quota, because nobody monitors them. */
function useUncounted(account: SubAccountDetailOut, span: Span): NamedAmount[] {
  const t = useTranslations('subAccounts.overview');
  const nameOf = useNameOf();
  const projects = useSpending(account.id, span).data?.byProject ?? [];
  return projects
    .filter(({ monitored, removed, amount }) => !monitored && !removed && roundAmount(amount) !== 0n)
    .map(({ project, amount, countedFrom }) => ({
      id: `${project} ${countedFrom}`,
      name: nameOf('project', project),
      note: <Badge>{t('notMonitored')}</Badge>,
      amount,
      before: null,
    }));
}
