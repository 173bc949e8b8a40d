import type { Metadata } from 'next';
import { Controls } from '#app/gallery/_parts/controls.tsx';
import { Figures } from '#app/gallery/_parts/figures.tsx';
import { Foundations } from '#app/gallery/_parts/foundations.tsx';
import { Overlays } from '#app/gallery/_parts/overlays.tsx';
import { Records } from '#app/gallery/_parts/records.tsx';
import { PageChrome } from '#components/frame/page-chrome.tsx';
import { Freshness } from '#components/freshness.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { StatusBadge } from '#components/status-badge.tsx';
import { Button } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'Gallery', robots: { index: false, follow: false } };

/** Every piece in its states, for those who build pages; not in any navigation. */
export default function GalleryPage() {
  return (
    <div className="space-y-10">
      <PageChrome freshness={<Freshness source="Volcengine" completeThrough="2026-11-19T04:00:00Z" />} />
      <PageHeader
        title="render-farm-03"
        status={<StatusBadge status="cutting_off" progress={{ step: 3, total: 6 }} />}
        description="PageHeader, Section, Stat, QuotaBar, StatusBadge, Freshness, Money, Percent, Ago"
        actions={
          <>
            <Button>Secondary</Button>
            <Button variant="primary">Primary</Button>
          </>
        }
      />
      <Figures />
      <Records />
      <Controls />
      <Overlays />
      <Foundations />
    </div>
  );
}
