import type { AuditEntry } from './audit-table.ts';
import { toJson } from './diff.ts';

// Entries about a sub-account may name a project or a key of it, which is not what it is called.
const nameFields: Record<string, readonly string[]> = { 'sub-account': ['userName'] };
const usualFields = ['name', 'email', 'subject'];

/** What the thing was called when the entry was written, as far as the entry says. */
export function targetName({ target, before, after }: AuditEntry): string | null {
  const fields = nameFields[target.kind] ?? usualFields;
  for (const side of [toJson(after), toJson(before)]) {
    if (typeof side !== 'object' || side === null || Array.isArray(side)) continue;
    const found = fields.map((field) => side[field]).find((value) => typeof value === 'string');
    if (typeof found === 'string') return found;
  }
  return null;
}
