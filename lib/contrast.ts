/** How well a colour stands out (WCAG 2, relative luminance). */

/** The grounds that a tenant's accent is seen on, by theme: the sidebar and the lists of the console. */
const GROUNDS = { light: ['#ffffff', '#f2f3f5'], dark: ['#0d0e10', '#1d1f24'] } as const;

/** What marks need beside their ground; text would need 4.5. */
const MARK = 3;

const isHex = /^#[0-9a-f]{6}$/;

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white), for two colours as `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The theme in which an accent would be lost; null where it is seen in both. */
export function lostIn(accent: string): 'light' | 'dark' | null {
  if (!isHex.test(accent)) return null;
  for (const theme of ['light', 'dark'] as const) {
    if (GROUNDS[theme].some((ground) => contrast(accent, ground) < MARK)) return theme;
  }
  return null;
}
