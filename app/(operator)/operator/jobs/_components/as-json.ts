import type { JsonValue } from '#components/json-view.tsx';

/** What came over the wire is JSON, whatever its type says. */
export function asJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value ?? null));
}
