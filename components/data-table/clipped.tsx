import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

type ClippedProps = {
  /** The whole text, for whoever points at it. */
  text: string;
  /** How wide at the most: `max-w-60`. On phones the text breaks instead. */
  className?: string;
  /** Another look of the same text, such as a link. */
  children?: ReactNode;
};

/** One line of text that ends in dots where there is no room; the whole of it is on hover. */
export function Clipped({ text, className, children }: ClippedProps) {
  return (
    <span
      title={text}
      className={cn(
        'block max-w-60 truncate max-sm:max-w-full max-sm:whitespace-normal max-sm:break-words',
        className,
      )}
    >
      {children ?? text}
    </span>
  );
}

/** Stands where there is nothing; a card on a phone leaves the line out. */
export function Nothing() {
  return (
    <span data-nothing className="text-faint">
      –
    </span>
  );
}
