'use client';
import { createContext, type RefObject, useContext, useLayoutEffect, useRef, useState } from 'react';

/** The width that everything inside is drawn at, where it is drawn for a picture and not for the screen. */
export const PictureWidth = createContext<number | null>(null);

/** Before anything could be measured: on the server, and for the first drawing there. */
export const GUESS = 960;

/** How wide an element is, kept up to date; null before it could be measured. */
export function useWidth<Element extends HTMLElement>(): [RefObject<Element | null>, number | null] {
  const picture = useContext(PictureWidth);
  const ref = useRef<Element>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || picture !== null) return;
    const measure = () => setWidth(Math.max(1, Math.round(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [picture]);
  return [ref, picture ?? width];
}
