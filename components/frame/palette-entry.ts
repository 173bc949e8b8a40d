import type { ReactNode } from 'react';

/** Something to go to or to do from the palette: an address or a function. */
export type PaletteEntry = {
  id: string;
  label: string;
  /** Where the heading over it comes from; entries of one heading stand together. */
  heading?: string;
  hint?: string;
  icon?: ReactNode;
  /** Other words somebody may type. */
  keywords?: readonly string[];
  href?: string;
  run?: () => void;
  /** Keys pressed one after the other, for display. */
  keys?: readonly string[];
};
