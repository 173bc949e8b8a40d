import { z } from 'zod';

/** Something that was opened before: enough to show it and to go there again. */
const recentEntry = z.object({
  id: z.string(),
  label: z.string(),
  href: z.string(),
  hint: z.string().default(''),
});
export type RecentEntry = z.output<typeof recentEntry>;

const MOST = 8;

/** The list with one more at its front; what was there before moves up instead of standing twice. */
export function withRecent(recent: readonly RecentEntry[], entry: RecentEntry): RecentEntry[] {
  return [entry, ...recent.filter(({ href }) => href !== entry.href)].slice(0, MOST);
}

/** Reads what the browser kept; anything else than such a list is none. */
export function parseRecent(text: string | null): RecentEntry[] {
  try {
    return z
      .array(recentEntry)
      .max(MOST)
      .parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}
