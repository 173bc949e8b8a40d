import type { Metadata } from 'next';
import { burnDownDays, burnDownForecast, trendPoints, trendSeries } from '#app/gallery/_parts/samples.ts';
import { BurnDown } from '#components/burn-down.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { TrendChart } from '#components/trend-chart.tsx';

export const metadata: Metadata = { title: 'Gallery: charts', robots: { index: false, follow: false } };

const crumbs = [{ label: 'November' }];

export default function ChartsGallery() {
  return (
    <div className="space-y-6">
      <PageChrome crumbs={crumbs} />
      <PageHeader title="BurnDown, TrendChart" />
      <BurnDown
        title="BurnDown"
        days={burnDownDays}
        forecast={burnDownForecast}
        limit="2500.00"
        steps={[50, 80, 90]}
        currency="CNY"
        fileName="burn-down"
      />
      <div className="grid gap-3 xl:grid-cols-2">
        <TrendChart
          title="TrendChart bars"
          points={trendPoints}
          series={trendSeries}
          currency="CNY"
          top={5}
          fileName="trend"
        />
        <TrendChart
          title="TrendChart area"
          points={trendPoints}
          series={trendSeries}
          currency="CNY"
          kind="area"
          fileName="trend"
        />
        <TrendChart title="TrendChart empty" points={[]} series={[]} currency="CNY" fileName="trend" />
      </div>
    </div>
  );
}
