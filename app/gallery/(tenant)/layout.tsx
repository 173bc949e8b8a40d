import type { ReactNode } from 'react';
import { GalleryFrame } from '#app/gallery/_parts/gallery-frame.tsx';

export default function GalleryLayout({ children }: { children: ReactNode }) {
  return <GalleryFrame area="tenant">{children}</GalleryFrame>;
}
