/** Cursors of the API: what goes out is signed for its tenant and its list, and nothing else comes in. */
import { AppError } from '#lib/errors.ts';
import { sign, signedBy } from './crypto.ts';

const PURPOSE = 'page cursor';
/** Of base64url: 96 bits, which nobody guesses at the pace of requests. */
const MARK_LENGTH = 16;

const cut = (signature: string) => signature.slice(0, MARK_LENGTH);

/** Where a cursor goes on; `list` is the endpoint with what its path names. */
type Place = { tenantId: string; list: string };

export function sealCursor(cursor: string, place: Place): string {
  return `${cursor}.${cut(sign(textOf(cursor, place), PURPOSE))}`;
}

/** The cursor as the verb knows it; throws `cursor_invalid` for what was changed or belongs to another tenant or list. */
export function openCursor(sealed: string, place: Place): string {
  const dot = sealed.lastIndexOf('.');
  const [cursor, mark] = [sealed.slice(0, Math.max(dot, 0)), sealed.slice(dot + 1)];
  const holds = signedBy(textOf(cursor, place), PURPOSE, mark, cut);
  if (dot > 0 && holds) return cursor;
  throw new AppError('invalid_input', 'cursor_invalid', {
    fields: [{ path: 'cursor', message: 'cursor_invalid' }],
  });
}

const textOf = (cursor: string, { tenantId, list }: Place) => [tenantId, list, cursor].join('\n');
