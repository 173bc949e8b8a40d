import { z } from 'zod';
import { type IdKind, idFormat } from './new-id.ts';

export { type IdKind, idPrefixes, newId } from './new-id.ts';

/** Validates an id of one kind. */
export function idOf(kind: IdKind) {
  return z.string().regex(idFormat(kind), 'id_format');
}
