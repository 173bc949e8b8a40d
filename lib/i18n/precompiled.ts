const WRITTEN = /^export default JSON\.parse\((.*)\);$/s;

/** What next-intl's loader makes of messages is a module; an import `with { type: 'json' }` wants the JSON in it. */
export default function precompiled(source: string): string {
  const [, literal] = WRITTEN.exec(source) ?? [];
  if (literal === undefined) throw new Error('next-intl writes precompiled messages in another way now');
  return JSON.parse(literal) as string;
}
