import { AppError } from './errors.ts';

type Key = string | number | null;

/** Packs the sort values and the id of a page's last row; a cursor says where to go on, never what may be seen. */
export function encodeCursor(keys: readonly Key[]): string {
  return toBase64Url(JSON.stringify(keys));
}

/** Unpacks a cursor of `size` values; anything else is invalid input. */
export function decodeCursor(cursor: string | undefined, size: number): Key[] | null {
  if (cursor === undefined) return null;
  try {
    const keys: unknown = JSON.parse(fromBase64Url(cursor));
    const whole = Array.isArray(keys) && keys.length === size;
    if (whole && keys.every((k) => k === null || typeof k === 'string' || typeof k === 'number')) return keys;
  } catch {
    // falls through: a cursor that cannot be read is the caller's mistake
  }
  throw new AppError('invalid_input', 'cursor_invalid', {
    fields: [{ path: 'cursor', message: 'cursor_invalid' }],
  });
}

/** Cuts a result of `limit + 1` rows into a page. */
export function cutPage<T>(rows: readonly T[], limit: number, keysOf: (row: T) => readonly Key[]) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(keysOf(last)) : null };
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
