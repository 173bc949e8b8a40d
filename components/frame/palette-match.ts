import type { PaletteEntry } from './palette-entry.ts';

/** Whether every word typed occurs in the entry's name, its hint, its heading or its other words, in any language. */
export function matches(
  entry: Pick<PaletteEntry, 'label' | 'hint' | 'heading' | 'keywords'>,
  typed: string,
): boolean {
  const { label, hint = '', heading = '', keywords = [] } = entry;
  const text = fold([label, hint, heading, ...keywords].join(' '));
  return fold(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Case, width and accents do not matter: `ＡＰＩ` finds `api`. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
