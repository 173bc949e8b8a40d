import type { AuditEntry } from './audit-table.ts';
import { toJson } from './diff.ts';

const nameFields = ['name', 'userName', 'email', 'subject', 'project', 'accessKeyId'];

/** What the thing was called when the entry was written, as far as the entry says. */
export function targetName({ before, after }: AuditEntry): string | null {
  for (const side of [toJson(after), toJson(before)]) {
    if (typeof side !== 'object' || side === null || Array.isArray(side)) continue;
    const found = nameFields.map((field) => side[field]).find((value) => typeof value === 'string');
    if (typeof found === 'string') return found;
  }
  return null;
}
