import type { ReactNode } from 'react';

export type NavEntry = {
  id: string;
  label: string;
  href: string;
  icon: ReactNode;
  /** Without this right the entry is gone. */
  permission?: string;
  /** Without this module the entry is gone. */
  module?: string;
  /** The letter that follows `g`. */
  goKey?: string;
  /** Other words that find it in the palette, in any language. */
  keywords?: readonly string[];
  /** Something to see to: a count beside the name. */
  count?: number;
  /** The address must be this one exactly; for an area's own start page. */
  exact?: boolean;
};

export type NavGroup = {
  id: string /** Null for entries that need no heading. */;
  label: string | null;
  entries: readonly NavEntry[];
};

/** The navigation as this person sees it: entries without right or module fall out, and groups with nothing left. */
export function visibleNav(
  groups: readonly NavGroup[],
  reader: { permissions: readonly string[]; modules: readonly string[] },
): NavGroup[] {
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        (entry) =>
          (entry.permission === undefined || reader.permissions.includes(entry.permission)) &&
          (entry.module === undefined || reader.modules.includes(entry.module)),
      ),
    }))
    .filter((group) => group.entries.length > 0);
}

/** The entry that a path belongs to: the longest address that is the path or a folder above it. */
export function activeEntry(
  groups: readonly NavGroup[],
  path: string,
): { group: NavGroup; entry: NavEntry } | null {
  let best: { group: NavGroup; entry: NavEntry } | null = null;
  for (const group of groups) {
    for (const entry of group.entries) {
      const fits = path === entry.href || (!entry.exact && path.startsWith(`${entry.href}/`));
      if (fits && entry.href.length > (best?.entry.href.length ?? -1)) best = { group, entry };
    }
  }
  return best;
}
