import type { Metadata } from 'next';
import { GalleryFrame } from '#app/gallery/_parts/gallery-frame.tsx';
import { Overlays } from '#app/gallery/_parts/overlays.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { Button } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'Gallery: operator', robots: { index: false, follow: false } };

export default function OperatorGallery() {
  return (
    <GalleryFrame area="operator" impersonated>
      <div className="space-y-6">
        <PageHeader title="ConsoleFrame, operator area" actions={<Button variant="primary">Button</Button>} />
        <Overlays />
      </div>
    </GalleryFrame>
  );
}
