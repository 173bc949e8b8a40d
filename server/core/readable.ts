/** What no schema asks about: texts that cannot be kept, and JSON nested until whoever walks it falls over. */
import { AppError, type InvalidField } from '#lib/errors.ts';

/** No input of ours is half as deep. */
const MAX_DEPTH = 32;

/** Throws for a NUL or half a surrogate pair in any text or name, and for too deep a value. Walks without recursion. */
export function assertReadable(input: unknown): void {
  const fields: InvalidField[] = [];
  const open: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'string' && !isReadable(value)) fields.push({ path, message: 'text_unreadable' });
    if (value === null || typeof value !== 'object') continue;
    if (depth >= MAX_DEPTH)
      throw new AppError('invalid_input', 'json_too_deep', { params: { max: MAX_DEPTH } });
    for (const [name, inner] of Object.entries(value)) {
      const shown = isReadable(name) ? name : '?';
      if (shown !== name) fields.push({ path, message: 'text_unreadable' });
      open.push({ value: inner, path: path ? `${path}.${shown}` : shown, depth: depth + 1 });
    }
  }
  if (fields.length > 0) throw new AppError('invalid_input', 'invalid_input', { fields });
}

const isReadable = (text: string) => !text.includes('\0') && text.isWellFormed();
