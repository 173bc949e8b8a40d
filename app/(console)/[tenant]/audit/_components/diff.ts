import type { JsonValue } from '#components/json-view.tsx';

/** One field whose value became another; a side that is missing did not exist. */
export type Change = { path: string; before?: JsonValue; after?: JsonValue };
/** A field that was recorded to say what the entry is about. */
export type Fact = { path: string; value: JsonValue };

export type Diff = { changes: Change[]; facts: Fact[] };

/**
 * What an entry changed. Where it holds both sides, a field on one side only was not changed by it but tells what it is
 * about; where it holds one side, everything on it came or went.
 */
export function diffOf(before: unknown, after: unknown): Diff {
  const [old, now] = [toJson(before), toJson(after)];
  if (old === null && now === null) return { changes: [], facts: [] };
  if (old === null)
    return { changes: leaves(now).map(({ path, value }) => ({ path, after: value })), facts: [] };
  if (now === null)
    return { changes: leaves(old).map(({ path, value }) => ({ path, before: value })), facts: [] };
  if (!isRecord(old) || !isRecord(now))
    return { changes: [{ path: '', before: old, after: now }], facts: [] };
  const diff: Diff = { changes: [], facts: [] };
  compare(old, now, '', diff);
  return diff;
}

type Lines = { kept: string[]; gone: string[]; come: string[] };

/** The lines to draw for a change: of lists what stayed, then what went, then what came. */
export function linesOf({ before, after }: Change): Lines {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [before.map(say), after.map(say)];
    return {
      kept: now.filter((item) => old.includes(item)),
      gone: old.filter((item) => !now.includes(item)),
      come: now.filter((item) => !old.includes(item)),
    };
  }
  return { kept: [], gone: sayAll(before), come: sayAll(after) };
}

/** A document from the wire, whose type nobody knows. */
export function toJson(value: unknown): JsonValue {
  return isJson(value) ? value : null;
}

function isJson(value: unknown): value is JsonValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && Object.values(value ?? {}).every(isJson);
}

type JsonRecord = { [key: string]: JsonValue };

function compare(old: JsonRecord, now: JsonRecord, prefix: string, into: Diff): void {
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [path, before, after] = [prefix + key, old[key], now[key]];
    if (before === undefined || after === undefined) {
      into.facts.push({ path, value: before ?? after ?? null });
    } else if (isRecord(before) && isRecord(after)) {
      compare(before, after, `${path}.`, into);
    } else if (JSON.stringify(before) !== JSON.stringify(after)) {
      into.changes.push({ path, before, after });
    }
  }
}

/** Every field of one side; what was null there says nothing. */
function leaves(value: JsonValue, prefix = ''): Fact[] {
  if (!isRecord(value)) return value === null ? [] : [{ path: prefix.slice(0, -1), value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${prefix}${key}.`));
}

function sayAll(value: JsonValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(say) : [say(value)];
}

function say(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRecord(value: JsonValue | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
