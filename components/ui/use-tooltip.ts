'use client';
import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';

const OPEN_AFTER_MS = 300;
/** Who has just read one tooltip gets the next one at once. */
const WARM_MS = 200;
/** Time to move the pointer from the element into its tooltip. */
const CLOSE_AFTER_MS = 120;

/** Only one is open at a time; this closes it. */
let closeOpen: (() => void) | null = null;
let closedAt = Number.NEGATIVE_INFINITY;

/** When a tooltip opens and closes: the pointer has to rest, the focus opens it at once, a press closes it. */
export function useTooltip() {
  const [state, setState] = useState<'closed' | 'delayed-open' | 'instant-open'>('closed');
  const timer = useRef(0);
  const over = useRef(false);
  const pressed = useRef(false);

  const close = useCallback(() => {
    window.clearTimeout(timer.current);
    if (closeOpen === close) {
      closeOpen = null;
      closedAt = performance.now();
    }
    setState('closed');
  }, []);
  const open = (next: 'delayed-open' | 'instant-open') => {
    window.clearTimeout(timer.current);
    if (closeOpen !== close) closeOpen?.();
    closeOpen = close;
    setState(next);
  };
  const after = (wait: number, run: () => void) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(run, wait);
  };
  useEffect(() => close, [close]);

  const leave = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    over.current = false;
    after(CLOSE_AFTER_MS, close);
  };
  return {
    state,
    close,
    trigger: {
      // Moved, not entered: what appears under a pointer that rests has not been pointed at.
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType === 'touch' || over.current || pressed.current) return;
        over.current = true;
        if (state !== 'closed') window.clearTimeout(timer.current);
        else if (performance.now() - closedAt < WARM_MS) open('instant-open');
        else after(OPEN_AFTER_MS, () => open('delayed-open'));
      },
      onPointerLeave: leave,
      onPointerDown: () => {
        pressed.current = true;
        const released = () => {
          pressed.current = false;
        };
        document.addEventListener('pointerup', released, { once: true });
        close();
      },
      onFocus: () => {
        if (!pressed.current) open('instant-open');
      },
      onBlur: close,
      onClick: close,
    },
    panel: {
      onPointerEnter: () => window.clearTimeout(timer.current),
      onPointerLeave: leave,
    },
  };
}
