'use client';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useCan } from '#components/can.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardBody, CardHeader, CardTitle } from '#components/ui/card.tsx';
import type { SubAccountDetailOut } from '#server/iam/schema.ts';
import { AccountFacts } from './account-facts.tsx';
import { AlertList } from './alert-list.tsx';
import { BurnDownPanel, spans } from './burn-down-panel.tsx';
import type { DetailTab } from './detail-tab-names.ts';
import { SpendingBreakdown } from './spending-breakdown.tsx';
import { SpendingFigures } from './spending-figures.tsx';

type OverviewTabProps = { account: SubAccountDetailOut; onTab: (tab: DetailTab) => void };

const RECENT = 5;

/** Figures first, then how they came about, then what happened and what this is. */
export function OverviewTab({ account, onTab }: OverviewTabProps) {
  const t = useTranslations('subAccounts.overview');
  const maySpending = useCan('spending:read');
  const mayAlerts = useCan('alert:read');
  const [span, setSpan] = useQueryState(
    'days',
    parseAsStringLiteral(spans).withDefault('30').withOptions({ scroll: false }),
  );
  return (
    <div className="space-y-6">
      <SpendingFigures account={account} />
      {maySpending ? (
        <>
          <BurnDownPanel account={account} span={span} onSpan={(next) => void setSpan(next)} />
          <SpendingBreakdown account={account} span={span} />
        </>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {mayAlerts ? (
          <Card>
            <CardHeader>
              <CardTitle>{t('alerts')}</CardTitle>
              <Button variant="link" size="inline" onClick={() => onTab('alerts')}>
                {t('allAlerts')}
              </Button>
            </CardHeader>
            <AlertList subAccountId={account.id} limit={RECENT} />
          </Card>
        ) : null}
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
