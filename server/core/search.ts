/** Text that people type into a search box, as a condition. Prisma hands `%`, `_` and `\` on to LIKE as they are. */

/** Any place in the text, whatever the case. */
export const containing = (text: string) => ({ contains: escapeLike(text), mode: 'insensitive' as const });

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
