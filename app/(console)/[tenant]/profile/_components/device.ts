/** Browser and system by the words that browsers call themselves with; null where neither is known. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const nameOf = (known: readonly (readonly [RegExp, string])[]) =>
    known.find(([word]) => word.test(userAgent))?.[1];
  return [nameOf(browsers), nameOf(systems)].filter(Boolean).join(' · ') || null;
}

export const isPhone = (userAgent: string | null) => /iPhone|Android.*Mobile/.test(userAgent ?? '');

/** In this order: later ones also bear the names of earlier ones' engines. */
const browsers = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/MicroMessenger\//, 'WeChat'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;

const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;
