/** Takes secrets out of what people and logs get to see: by the name of a field, and by the look of a text. */

/** Ends of names, written small and without `_` and `-`. */
const SECRET_NAME =
  /((password|passwd|secret|credential|cookie)s?|authorization|signature|privatekey|apikey|accesskey|token)$|^config$/;

const MASK = '[redacted]';

/** Texts that are secrets wherever they stand. What is kept tells which one it was. */
const SECRET_TEXTS: readonly [RegExp, string][] = [
  [/\b(AKLT[A-Za-z0-9]{4})[A-Za-z0-9+/=_-]{8,}/g, `$1${MASK}`],
  [/\b(ag_(?:live|demo)_[0-9a-f]{12})_[A-Za-z0-9_-]{20,}/g, `$1_${MASK}`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{12,}/gi, `$1 ${MASK}`],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${MASK}@`],
  // The address of a bot is its password.
  [/(\/(?:hook|webhook\/send|services|robot\/send)[/?])[^\s"'<>]+/gi, `$1${MASK}`],
  [/\b(whsec_)[A-Za-z0-9+/=]{16,}/g, `$1${MASK}`],
  [/\b(sk-[A-Za-z0-9]{2})[A-Za-z0-9_-]{16,}/g, `$1${MASK}`],
];

const DEEPEST = 8;

/** A copy without secrets. Errors and dates stay as they are; what nests too deep is cut off. */
export function mask(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date)
    return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((each: unknown) => mask(each, depth + 1));
  const entries = Object.entries(value).map(([name, each]) => [
    name,
    isSecretName(name) && holdsSomething(each) ? MASK : mask(each, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

export function maskText(text: string): string {
  return SECRET_TEXTS.reduce((masked, [pattern, kept]) => masked.replace(pattern, kept), text);
}

const isSecretName = (name: string) => SECRET_NAME.test(name.toLowerCase().replace(/[_-]/g, ''));

/** Flags and figures such as `accessKey: true` give nothing away. */
const holdsSomething = (value: unknown) =>
  (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null);
