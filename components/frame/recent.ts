/** Something that was opened before: enough to show it and to go there again. */
export type RecentEntry = { id: string; label: string; href: string; hint: string };

const names = ['id', 'label', 'href', 'hint'] as const;

const MOST = 8;

/** The list with one more at its front; what was there before moves up instead of standing twice. */
export function withRecent(recent: readonly RecentEntry[], entry: RecentEntry): RecentEntry[] {
  return [entry, ...recent.filter(({ href }) => href !== entry.href)].slice(0, MOST);
}

/** Reads what the browser kept; anything else than such a list is none. */
export function parseRecent(text: string | null): RecentEntry[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) && kept.length <= MOST && kept.every(isEntry) ? kept : [];
  } catch {
    return [];
  }
}

function isEntry(kept: unknown): kept is RecentEntry {
  if (typeof kept !== 'object' || kept === null) return false;
  const known: Record<string, unknown> = { ...kept };
  return names.every((name) => typeof known[name] === 'string');
}
