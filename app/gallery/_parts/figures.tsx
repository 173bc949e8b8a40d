import { Ago, Moment } from '#components/ago.tsx';
import { Freshness } from '#components/freshness.tsx';
import { Money } from '#components/money.tsx';
import { Percent } from '#components/percent.tsx';
import { QuotaBar } from '#components/quota-bar.tsx';
import { Section } from '#components/section.tsx';
import { Stat } from '#components/stat.tsx';
import { StatusBadge, statuses } from '#components/status-badge.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Card, CardBody } from '#components/ui/card.tsx';

const steps = [50, 80, 90];

const quotas = [
  {
    spent: '41.20',
    estimated: '6.30',
    reserved: '4.00',
    limit: '100.00',
    runsOut: { at: '2026-11-24T06:00:00Z', spreadHours: 6 },
  },
  {
    spent: '76.90',
    estimated: '6.30',
    limit: '100.00',
    runsOut: { at: '2026-11-20T19:00:00Z', spreadHours: 2 },
  },
  { spent: '118.45', estimated: '9.10', limit: '100.00' },
  { spent: '0', limit: '100.00' },
  { spent: '12.40', limit: null },
];

export function Figures() {
  return (
    <>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          label="Spent this month"
          value={<Money amount="18342.117" currency="CNY" />}
          delta={{ basisPoints: 1240, against: 'vs October', good: 'down' }}
          href="/gallery/charts"
        />
        <Stat label="Left" value={<Money amount="6657.883" currency="CNY" />} hint="of CNY 25,000.00" />
        <Stat label="Runs out next" value="render-farm-03" hint="Tue 14:00 ± 6h" href="/gallery/table" />
        <Stat
          label="Unattributed"
          value={<Percent part="12.4" whole="18342.117" />}
          delta={{ basisPoints: -320, against: 'vs October', good: 'down' }}
        />
      </div>
      <Section title="QuotaBar" description="tall">
        <div className="grid gap-3 lg:grid-cols-2">
          {quotas.map((quota) => (
            <Card key={quota.spent}>
              <CardBody>
                <QuotaBar size="tall" currency="CNY" steps={steps} {...quota} />
              </CardBody>
            </Card>
          ))}
          <Card>
            <CardBody className="space-y-3">
              {quotas.map((quota) => (
                <QuotaBar key={quota.spent} currency="CNY" steps={steps} {...quota} className="max-w-60" />
              ))}
            </CardBody>
          </Card>
        </div>
      </Section>
      <Section title="StatusBadge">
        <div className="flex flex-wrap gap-x-4 gap-y-3">
          {statuses.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
          <StatusBadge status="cutting_off" progress={{ step: 3, total: 6 }} />
          <StatusBadge status="restoring" progress={{ step: 1, total: 4 }} />
        </div>
        <div className="flex flex-wrap gap-2">
          {(['neutral', 'outline', 'accent', 'success', 'warning', 'danger', 'info'] as const).map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </div>
      </Section>
      <Section title="Money, Percent, Ago, Moment, Freshness">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Money amount="1234567.891234567" currency="CNY" />
          <Money amount="1234567.891234567" currency="CNY" exact />
          <Money amount="0.000042" currency="USD" />
          <Money amount="50.00" currency="CNY" signed />
          <Money amount="-12.5" currency="CNY" signed />
          <Percent part="83.2" whole="100" />
          <Percent part="1" whole="0" />
          <Ago time="2026-11-18T04:00:00Z" />
          <Ago time={null} />
          <Moment time="2026-11-18T04:00:00Z" />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Freshness source="Volcengine" completeThrough="2026-11-20T04:00:00Z" staleAfter={10 ** 12} />
          <Freshness source="Volcengine" completeThrough="2026-11-18T04:00:00Z" staleAfter={1} />
          <Freshness source="Volcengine" completeThrough={null} />
        </div>
      </Section>
    </>
  );
}
