'use client';
import { useLocale, useTranslations } from 'next-intl';
import { isNothing } from '#app/(console)/[tenant]/teams/_components/amount.ts';
import { Money } from '#components/money.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { Stat } from '#components/stat.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';
import { formatCount, formatMoney } from '#lib/i18n/format.ts';
import type { TeamDetailOut } from '#server/teams/schema.ts';

/** What the team and all below it may spend, have spent and consist of. */
export function TeamTotals({ team }: { team: TeamDetailOut }) {
  const t = useTranslations('teams');
  const locale = useLocale();
  const { totals, own, all } = team;
  const money = (amount: string) => `${totals?.currency ?? ''} ${formatMoney(locale, amount)}`.trim();
  const direct = (count: number) => t('page.ownOnly', { count: formatCount(locale, count) });
  return (
    <section aria-label={t('page.totals')} className="space-y-4">
      {totals ? (
        <Card>
          <CardBody className="space-y-2">
            <QuotaBar
              spent={totals.spent}
              limit={isNothing(totals.granted) && isNothing(totals.spent) ? null : totals.granted}
              currency={totals.currency}
              size="tall"
              bare
            />
            {totals.withoutQuota > 0 && !isNothing(totals.spentWithoutQuota) ? (
              <p className="text-soft text-sm">
                {t('page.withoutQuota', {
                  count: totals.withoutQuota,
                  amount: money(totals.spentWithoutQuota),
                })}
              </p>
            ) : null}
          </CardBody>
        </Card>
      ) : null}
      <div className="grid grid-cols-2 gap-4 max-sm:gap-3 lg:grid-cols-4">
        {totals ? (
          <Stat
            label={t('page.remaining')}
            value={<Money amount={totals.remaining} currency={totals.currency} />}
            hint={
              isNothing(totals.overrun) ? null : (
                <span className="text-danger">{t('page.overrun', { amount: money(totals.overrun) })}</span>
              )
            }
          />
        ) : null}
        <Stat
          label={t('columns.subAccounts')}
          value={formatCount(locale, all.subAccounts)}
          hint={direct(own.subAccounts)}
        />
        <Stat
          label={t('columns.members')}
          value={formatCount(locale, all.members)}
          hint={direct(own.members)}
        />
        <Stat label={t('columns.keys')} value={formatCount(locale, all.keys)} hint={direct(own.keys)} />
      </div>
    </section>
  );
}
