export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

/** An error as the SDK writes and reads it. */
export type RunError = { name: string; message: string; stack?: string };

/** An event as functions receive it. */
export type EventPayload = {
  id: string;
  name: string;
  ts: number;
  data: JsonObject;
  [key: string]: Json | undefined;
};

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON text that Postgres `jsonb` accepts: it refuses U+0000 and lone surrogates, which JSON itself allows. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  if (!/\\u(0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? item.replaceAll('\0', '').toWellFormed() : item,
  );
}

/** Reads an error in whatever shape it was thrown or serialised. */
export function toRunError(value: unknown): RunError {
  if (value instanceof Error) {
    return { name: value.name, message: value.message, ...(value.stack && { stack: value.stack }) };
  }
  if (!isObject(value)) return { name: 'Error', message: typeof value === 'string' ? value : toJson(value) };
  return {
    name: typeof value.name === 'string' ? value.name : 'Error',
    message: typeof value.message === 'string' ? value.message : toJson(value),
    ...(typeof value.stack === 'string' && { stack: value.stack }),
  };
}
