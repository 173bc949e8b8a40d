// Every read of the console and of the API, as requests: as it is, with each filter and each order, and deep in its list.
import { z } from 'zod';
import { type IdKind, idPrefixes } from '#lib/ids.ts';
import { routes } from '#server/rest.ts';
import { procedures } from '#tests/procedures.ts';
import { sampleInput } from '#tests/sample-input.ts';
import type { Console } from './airgate.ts';

export interface Call {
  /** `iam.list`, or `GET /sub-accounts`. */
  readonly name: string;
  /** What it asks for beyond the least. */
  readonly variant: string;
  readonly path: string;
  readonly door: 'session' | 'key';
}

/** Values that lead somewhere: ids by kind, a page of each, and texts by the name of their field. */
export interface Known {
  readonly ids: Partial<Record<IdKind, string[]>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly days: { readonly from: string; readonly to: string };
}

type Input = Record<string, unknown>;
type Json = {
  type?: string;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  maximum?: number;
  properties?: Record<string, Json>;
  items?: Json;
};
type Read = { name: string; schema: z.ZodType; door: Call['door']; pathOf(input: Input): string };

/** Pages of the largest size that are turned before a cursor counts as deep. */
const PAGES_DEEP = 10;

const reads: Read[] = [
  ...procedures
    .filter(({ type }) => type === 'query')
    .map(
      ({ path, input }): Read => ({
        name: path,
        schema: input,
        door: 'session',
        pathOf: (values) =>
          `/api/trpc/${path}${input instanceof z.ZodVoid ? '' : `?input=${encodeURIComponent(JSON.stringify(values))}`}`,
      }),
    ),
  ...routes
    .filter(({ method }) => method === 'GET')
    .map(
      ({ path, input }): Read => ({
        name: `GET ${path}`,
        schema: input,
        door: 'key',
        pathOf: (values) => {
          const rest = { ...values };
          const filled = path.replace(/\{(\w+)\}/g, (_, field: string) => {
            const value = encodeURIComponent(String(rest[field]));
            delete rest[field];
            return value;
          });
          const query = new URLSearchParams(Object.entries(rest).map(([k, v]) => [k, String(v)]));
          return `/api/v1${filled}${query.size > 0 ? `?${query}` : ''}`;
        },
      }),
    ),
];

/** All of them; cursors are fetched from the running console. */
export async function findCalls(console: Console, known: Known): Promise<Call[]> {
  const calls: Call[] = [];
  for (const read of reads) {
    const { name, door, pathOf } = read;
    const base = baseOf(read, known);
    for (const { variant, input } of variantsOf(read.schema, base, known)) {
      calls.push({ name, door, variant, path: pathOf(input) });
      if (!isOrder(variant)) continue;
      const cursor = await deepCursor(console, read, input);
      if (cursor)
        calls.push({ name, door, variant: `${variant} deep`.trim(), path: pathOf({ ...input, cursor }) });
    }
  }
  return calls;
}

const isOrder = (variant: string) => variant === '' || /^(sort|groupBy)=/.test(variant);

/** The least that the schema accepts, with a page of ids where it takes many. */
function baseOf({ schema }: Read, known: Known): Input {
  if (schema instanceof z.ZodVoid) return {};
  const ids = Object.fromEntries(Object.entries(known.ids).map(([kind, [first]]) => [kind, first]));
  const base = sampleInput(schema, { ids, texts: known.texts }) as Input;
  const many = Object.entries(jsonOf(schema).properties ?? {}).flatMap(([field, json]) => {
    const page = field in base && json.type === 'array' ? idsFor(json.items, known) : [];
    return page.length > 0 ? [[field, page]] : [];
  });
  return { ...base, ...Object.fromEntries(many) };
}

const jsonOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;

function variantsOf(schema: z.ZodType, base: Input, known: Known): { variant: string; input: Input }[] {
  if (schema instanceof z.ZodVoid) return [{ variant: '', input: base }];
  const fields = Object.entries(jsonOf(schema).properties ?? {}).filter(([name]) => !(name in base));
  const single = fields.flatMap(([name, json]) =>
    valuesOf(name, json, known).map((value) => ({ [name]: value })),
  );
  const sorts = valuesOf('sort', jsonOf(schema).properties?.sort ?? {}, known);
  const turned = sorts.map((sort) => ({ sort, order: 'desc' }));
  const hasOrder = fields.some(([name]) => name === 'order');
  const wide = fields.some(([name]) => name === 'groupBy')
    ? valuesOf('groupBy', jsonOf(schema).properties?.groupBy ?? {}, known).map((groupBy) => ({
        groupBy,
        ...known.days,
      }))
    : [];
  return [{}, ...single, ...(hasOrder ? turned : []), ...wide]
    .map((more) => ({
      variant: Object.entries(more)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
      input: { ...base, ...more },
    }))
    .filter(({ input }) => schema.safeParse(input).success);
}

function valuesOf(name: string, json: Json, known: Known): unknown[] {
  if (name === 'cursor') return [];
  if (name === 'limit') return [json.maximum ?? 200];
  if (json.enum) return json.enum;
  if (json.type === 'boolean') return [true, false];
  if (json.type === 'integer') return json.maximum && json.maximum < 1_000 ? [json.maximum] : [];
  const day = name === 'from' || name === 'to' ? known.days[name] : undefined;
  if (day) return [json.format === 'date-time' ? `${day}T00:00:00Z` : day];
  const [id] = idsFor(json, known);
  const value = id ?? known.texts[name];
  return value === undefined ? [] : [value];
}

function idsFor(json: Json | undefined, known: Known): string[] {
  const prefix = /^\^([a-z]{3})_\[0-9a-f\]/.exec(json?.pattern ?? '')?.[1];
  const kind = (Object.keys(idPrefixes) as IdKind[]).find((each) => idPrefixes[each] === prefix);
  return (kind && known.ids[kind]) ?? [];
}

/** The cursor after many full pages; none where the list is short or is no list. */
async function deepCursor(console: Console, { schema, door, pathOf }: Read, input: Input) {
  const { properties = {} } = jsonOf(schema);
  if (!properties.cursor || !properties.limit) return null;
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_DEEP; page += 1) {
    const limit = properties.limit.maximum ?? 200;
    const { status, text } = await console.get(
      pathOf({ ...input, limit, ...(cursor && { cursor }) }),
      console[door],
    );
    if (status !== 200) return null;
    const answer = JSON.parse(text);
    const next: unknown = (answer.result?.data ?? answer).nextCursor;
    if (typeof next !== 'string') return cursor;
    cursor = next;
  }
  return cursor;
}
