import type { Metadata } from 'next';
import { TableSamples } from '#app/gallery/_parts/table-samples.tsx';
import { PageHeader } from '#components/page-header.tsx';

export const metadata: Metadata = { title: 'Gallery: table', robots: { index: false, follow: false } };

export default function TableGallery() {
  return (
    <div className="space-y-6">
      <PageHeader title="DataTable" />
      <TableSamples />
    </div>
  );
}
