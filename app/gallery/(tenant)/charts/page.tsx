import type { Metadata } from 'next';
import {
  burnDowns,
  heatSample,
  lastDay,
  namesSample,
  refundSample,
  sampleNow,
  trendSample,
} from '#app/gallery/_parts/chart-samples.ts';
import { BreakdownChart } from '#components/breakdown-chart.tsx';
import { BurnDown } from '#components/burn-down.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { HeatCalendar } from '#components/heat-calendar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { TrendChart } from '#components/trend-chart.tsx';

export const metadata: Metadata = { title: 'Gallery: charts', robots: { index: false, follow: false } };

const crumbs = [{ label: 'November' }];
const steps = [50, 80, 90];
const before = '1 – 31 Oct 2026';
const note = { subtitle: 'Sample figures', footnote: 'Complete to 18 Nov 2026, 24:00' };

/** Every chart, in the states that are hard to draw; beside the right edge, where the present is, all of them end on one day. */
export default function ChartsGallery() {
  return (
    <div className="space-y-6">
      <PageChrome crumbs={crumbs} />
      <PageHeader title="BurnDown, TrendChart, HeatCalendar, BreakdownChart" description={sampleNow} />
      <div className="grid gap-4 xl:grid-cols-2">
        {Object.entries(burnDowns).map(([name, sample]) => (
          <BurnDown
            key={name}
            title={`BurnDown ${name}`}
            {...sample}
            steps={steps}
            completeThrough={name === 'steady' ? '2026-11-18T16:00:00Z' : null}
            events={
              name === 'over'
                ? [
                    { at: '2026-10-28T05:00:00Z', kind: 'cut_off' },
                    { at: '2026-10-28T19:00:00Z', kind: 'restore' },
                    { at: '2026-11-19T05:00:00Z', kind: 'cut_off' },
                  ]
                : []
            }
            currency={name === 'huge' ? 'JPY' : 'CNY'}
            fileName={`burn-down-${name}`}
            {...note}
          />
        ))}
        <TrendChart
          title="TrendChart"
          {...trendSample(30, 6)}
          currency="CNY"
          beforeLabel={before}
          completeDay="2026-11-18"
          fileName="trend"
          {...note}
        />
        <TrendChart
          title="TrendChart, a year"
          {...trendSample(365, 3, 40_000)}
          currency="JPY"
          fileName="trend"
        />
        <TrendChart
          title="TrendChart with a refund"
          days={refundSample}
          series={[{ id: 'ecs', label: 'ECS', amount: '1200.00' }]}
          rest={{ count: 0, amount: '0.00' }}
          currency="CNY"
          fileName="trend"
        />
        <TrendChart
          title="TrendChart, nothing"
          days={[]}
          series={[]}
          rest={{ count: 0, amount: '0.00' }}
          currency="CNY"
          fileName="trend"
        />
      </div>
      <HeatCalendar
        title="HeatCalendar"
        days={heatSample}
        currency="CNY"
        completeDay="2026-11-18"
        chosen={{ from: '2026-11-01', to: lastDay }}
        noName="No project"
        fileName="calendar"
        {...note}
      />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <BreakdownChart
          title="BreakdownChart"
          items={namesSample}
          beyond={{ count: 12, amount: '1234.00', before: '900.00' }}
          currency="USD"
          beforeLabel={before}
          nameLabel="Project"
          fileName="breakdown"
          {...note}
        />
        <BreakdownChart
          title="BreakdownChart, nothing"
          items={[]}
          currency="USD"
          nameLabel="Project"
          fileName="breakdown"
        />
      </div>
    </div>
  );
}
