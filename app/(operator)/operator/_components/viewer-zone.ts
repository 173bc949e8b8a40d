/** Remembers the zone of an operator's browser, so that the server writes times in it from the second page on. */
export const zoneCookie = 'airgate_zone';

/** The remembered zone, or UTC where there is none that this machine knows. */
export function readZone(text: string | undefined): string {
  if (!text || text.length > 64) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
