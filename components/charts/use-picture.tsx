'use client';
import { type ReactNode, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { downloadBlob } from '#components/download.ts';
import { type LegendItem, useLegendTexts } from './legend.tsx';
import { PictureWidth } from './use-width.ts';

/** As wide as a chart is on a desk, so that a picture taken on a phone reads the same. */
const WIDTH = 1040;

type Wanted = {
  title: string;
  subtitle?: string | undefined;
  footnote?: string | undefined;
  legend: readonly LegendItem[];
  fileName: string;
  drawing: ReactNode;
};

/**
 * Takes a chart's picture. `take` draws the chart once more, out of sight and at the picture's own width, and hands the
 * browser the file; `studio` is where that happens and belongs into the page.
 */
export function usePicture({ title, subtitle, footnote, legend, fileName, drawing }: Wanted) {
  const [open, setOpen] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  const texts = useLegendTexts(legend);
  const take = async () => {
    const { makePicture } = await import('./picture.ts');
    flushSync(() => setOpen(true));
    try {
      const svg = stage.current?.querySelector('svg');
      if (!svg) throw new Error('There is nothing to draw');
      const blob = await makePicture({ title, subtitle, footnote, legend: texts, drawing: svg });
      downloadBlob(`${fileName}.png`, blob);
    } finally {
      setOpen(false);
    }
  };
  const studio = open
    ? createPortal(
        <div
          ref={stage}
          aria-hidden
          inert
          className="pointer-events-none fixed top-0 -left-[4000px]"
          style={{ width: WIDTH }}
        >
          <PictureWidth value={WIDTH}>{drawing}</PictureWidth>
        </div>,
        document.body,
      )
    : null;
  return { take, studio };
}
