/** Path, query and body of a REST request become one object, in the types that the schema asks for. */
import { z } from 'zod';
import { AppError } from '#lib/errors.ts';
import { assertReadable } from './readable.ts';

const MAX_BODY_BYTES = 256 * 1024;

type Property = { type?: string; items?: Property; anyOf?: Property[] };
type Properties = Record<string, Property>;
const properties = new WeakMap<z.ZodType, Properties>();

/** The fields of an input schema as JSON Schema sees them; a query has only text, so types are read from here. */
function inputProperties(schema: z.ZodType): Properties {
  const known = properties.get(schema);
  if (known) return known;
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Properties };
  const found = json.properties ?? {};
  properties.set(schema, found);
  return found;
}

/** Whether a list goes on with this endpoint. */
export const takesCursor = (schema: z.ZodType): boolean => Object.hasOwn(inputProperties(schema), 'cursor');

/** Collects the input. A field named in the path wins nothing: the same name in query or body is an unknown field. */
export async function readInput(
  request: Request,
  url: URL,
  { input, method }: { input: z.ZodType; method: string },
  params: Record<string, string>,
): Promise<Record<string, unknown>> {
  const given =
    method === 'GET' || method === 'DELETE'
      ? fromQuery(url, inputProperties(input))
      : await fromBody(request);
  const doubled = Object.keys(given).filter((name) => name in params);
  if (doubled.length > 0) {
    const fields = doubled.map((path) => ({ path, message: 'field_unknown' }));
    throw new AppError('invalid_input', 'invalid_input', { fields });
  }
  const whole = { ...given, ...params };
  assertReadable(whole);
  return whole;
}

function fromQuery(url: URL, types: Properties): Record<string, unknown> {
  const names = new Set(url.searchParams.keys());
  return Object.fromEntries(
    [...names].map((name) => [name, typed(url.searchParams.getAll(name), own(types, name))]),
  );
}

const own = (types: Properties, name: string) => (Object.hasOwn(types, name) ? types[name] : undefined);

function typed(values: string[], type: Property | undefined): unknown {
  // A field that takes one value or several is read as several.
  const list = [type, ...(type?.anyOf ?? [])].find((each) => each?.type === 'array');
  if (list) return values.flatMap((v) => v.split(',')).map((v) => scalar(v, list.items?.type));
  return scalar(values.at(-1) ?? '', type?.type);
}

/** What does not read as its type stays text, and the schema says what is wrong with it. */
function scalar(text: string, type: string | undefined): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

async function fromBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text === '') return {};
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([a-z.+-]+\+)?json\b/i.test(type)) throw new AppError('invalid_input', 'content_type');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid_input', 'json_malformed', { cause });
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new AppError('invalid_input', 'json_malformed');
  }
  return body as Record<string, unknown>;
}

/** Reads at most the limit, whatever the announced length says. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new AppError('invalid_input', 'body_too_large', { params: { max: MAX_BODY_BYTES } });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
