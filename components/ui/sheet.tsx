'use client';
import { Dialog } from './dialog.tsx';
import { overlays } from './overlays.ts';
import type { SheetPanelProps } from './sheet-panel.tsx';

export const Sheet = Dialog;

/** A panel from the edge, the full height of the window. */
export function SheetContent(props: SheetPanelProps) {
  const { SheetPanel } = overlays.here();
  return <SheetPanel {...props} />;
}
