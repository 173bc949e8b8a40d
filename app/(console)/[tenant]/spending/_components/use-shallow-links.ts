'use client';
import { type RefObject, useEffect, useRef } from 'react';

/**
 * Links inside that only change the filters of this page change the address and nothing else: the browser's own queries
 * follow it, and no page has to be made anew. Opening one in a new tab still works.
 */
export function useShallowLinks<Frame extends HTMLElement>(): RefObject<Frame | null> {
  const frame = useRef<Frame>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const click = (event: MouseEvent) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank') return;
      const url = new URL(link.href);
      if (url.origin !== window.location.origin || url.pathname !== window.location.pathname) return;
      event.preventDefault();
      window.history.pushState(null, '', `${url.pathname}${url.search}`);
    };
    element.addEventListener('click', click, true);
    return () => element.removeEventListener('click', click, true);
  }, []);
  return frame;
}
