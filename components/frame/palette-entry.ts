import type { ReactNode } from 'react';

/** Something to go to or to do from the palette: an address or a function. */
export type PaletteEntry = {
  id: string;
  label: string;
  /** Where the heading over it comes from; entries of one heading stand together. */
  heading?: string;
  hint?: string;
  icon?: ReactNode;
  /** Other words somebody may type, in any language. */
  keywords?: readonly string[];
  href?: string;
  run?: () => void;
  /** Keys pressed one after the other, for display. */
  keys?: readonly string[];
  /** Comes first while nothing is typed: what is about this very page. */
  here?: boolean;
  /** Only found by typing; there are too many of its kind. */
  quiet?: boolean;
};

/** Finds records by name while somebody types; aborted when they go on typing. */
export type PaletteSearch = (words: string, signal: AbortSignal) => Promise<readonly PaletteEntry[]>;
