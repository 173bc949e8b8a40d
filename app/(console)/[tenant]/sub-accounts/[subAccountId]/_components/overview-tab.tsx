'use client';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Suspense } from 'react';
import { useCan } from '#components/can.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { AccountFacts } from './account-facts.tsx';
import { Activity } from './activity.tsx';
import { BurnDownPanel } from './burn-down-panel.tsx';
import { CalendarPanel } from './calendar-panel.tsx';
import type { DetailTab } from './detail-tab-names.ts';
import { defaultSpan, spans } from './inputs.ts';
import { SpendingBreakdown } from './spending-breakdown.tsx';

type OverviewTabProps = { account: SubAccountDetailOut; onTab: (tab: DetailTab) => void };

/** How the figures came about; beside it what happened lately and what this is. */
export function OverviewTab({ account, onTab }: OverviewTabProps) {
  const t = useTranslations('subAccounts.overview');
  const maySpending = useCan('spending:read');
  const [span, setSpan] = useQueryState(
    'days',
    parseAsStringLiteral(spans).withDefault(defaultSpan).withOptions({ scroll: false }),
  );
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_300px]">
      {maySpending ? (
        <div className="min-w-0 space-y-6">
          <BurnDownPanel account={account} span={span} onSpan={(next) => void setSpan(next)} />
          {/* Below the first screen: sent, and brought to life, after what is seen at once. */}
          <Suspense fallback={<Skeleton className="h-75 w-full rounded-lg" />}>
            <CalendarPanel account={account} span={span} />
            <SpendingBreakdown account={account} span={span} />
          </Suspense>
        </div>
      ) : null}
      <div className="min-w-0 space-y-6">
        <Activity account={account} onTab={onTab} />
        <Card>
          <CardHeader>
            <CardTitle>{t('facts')}</CardTitle>
          </CardHeader>
          <CardBody className="py-1">
            <AccountFacts account={account} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}
