'use client';
import { useEffect, useState } from 'react';

/** Whether what stands inside a frame is wider than it; give the frame the returned `ref`. */
export function useOverflowing() {
  const [frame, ref] = useState<HTMLElement | null>(null);
  const [overflowing, setOverflowing] = useState(false);
  useEffect(() => {
    const inside = frame?.firstElementChild;
    if (!frame || !inside) return;
    const measure = () => setOverflowing(inside.scrollWidth > frame.clientWidth + 1);
    const watch = new ResizeObserver(measure);
    watch.observe(frame);
    watch.observe(inside);
    return () => watch.disconnect();
  }, [frame]);
  return { ref, overflowing };
}
