// Valid inputs made from the schemas themselves, so that tests over all procedures and endpoints need no list of their own.
import { z } from 'zod';
import { type IdKind, idPrefixes, newId } from '#lib/ids.ts';

export type Ids = Partial<Record<IdKind, string>>;

export type SampleOptions = {
  /** Ids to use by kind; every other one is new and leads nowhere. */
  ids?: Ids;
  /** Texts to use by the name of their field, where the schema does not say what they have to look like. */
  texts?: Readonly<Record<string, string>>;
  /** Optional fields too. */
  full?: boolean;
};

type Json = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  default?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  minItems?: number;
  anyOf?: Json[];
  oneOf?: Json[];
  allOf?: Json[];
  $ref?: string;
};

const TEXTS = ['sample', 'CNY', '1.00', 'Asia/Shanghai', 'AKLTsample1234', 'sample-long-enough-1A'];
const FORMATS: Record<string, string> = {
  email: 'somebody@sample.example',
  uri: 'https://sample.example/',
  date: '2026-01-02',
  'date-time': '2027-01-02T03:04:05Z',
};
const kindsByPrefix: ReadonlyMap<string, IdKind> = new Map(
  Object.entries(idPrefixes).map(([kind, prefix]) => [prefix, kind as IdKind]),
);

/**
 * A valid input for a schema: with its required fields alone, or with all of them where that is asked for or the schema
 * wants it. Throws when none can be made; then the schema needs an example in its `meta`.
 */
export function sampleInput(schema: z.ZodType, options: SampleOptions = {}): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const attempts = options.full ? [true, false] : [false, true];
  const faults: unknown[] = [];
  for (const full of attempts) {
    const input = json.type === 'object' ? sampleOf(json, '', { ...options, full }) : undefined;
    const parsed = schema.safeParse(input);
    if (parsed.success) return input;
    const mended = mend(schema, input, parsed.error.issues);
    if (schema.safeParse(mended).success) return mended;
    faults.push(parsed.error.issues);
  }
  throw new Error(`No input can be made; give the schema an example: ${JSON.stringify(faults)}`);
}

/** Puts other texts where the schema refuses for reasons that its JSON form does not tell. */
function mend(schema: z.ZodType, input: unknown, issues: z.core.$ZodIssue[]): unknown {
  let mended = input;
  for (const { path } of issues) {
    const at = path.join('.');
    const attempts = TEXTS.map((text) => withValue(mended, path, text));
    const accepted = attempts.find((attempt) => {
      const parsed = schema.safeParse(attempt);
      return parsed.success || !parsed.error.issues.some((issue) => issue.path.join('.') === at);
    });
    mended = accepted ?? mended;
  }
  return mended;
}

function withValue(input: unknown, [first, ...rest]: PropertyKey[], value: string): unknown {
  if (first === undefined) return value;
  if (Array.isArray(input))
    return input.map((each, index) => (index === first ? withValue(each, rest, value) : each));
  const fields = Object.entries(input ?? {});
  return {
    ...Object.fromEntries(fields),
    [first]: withValue(Object.fromEntries(fields)[String(first)], rest, value),
  };
}

/** The kinds of the ids that a schema takes. */
export function idKindsOf(schema: z.ZodType): IdKind[] {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const found = Array.from(text.matchAll(/\^([a-z]{3})_\[0-9a-f\]/g), ([, prefix = '']) => prefix);
  return [...new Set(found)].flatMap((prefix) => kindsByPrefix.get(prefix) ?? []);
}

function sampleOf(json: Json, name: string, options: SampleOptions): unknown {
  if (json.const !== undefined) return json.const;
  if (json.enum) return json.enum[0];
  const id = idFor(json, options);
  if (id) return id;
  const text = options.texts?.[name];
  if (text !== undefined && (json.type === 'string' || json.type === undefined)) return text;
  const example = json.examples?.find((each) => typeof each !== 'string' || fits(json, each));
  if (example !== undefined) return example;
  const [choice] = [...(json.anyOf ?? []), ...(json.oneOf ?? [])].filter((each) => each.type !== 'null');
  if (choice) return sampleOf(choice, name, options);
  if (json.default !== undefined) return json.default;
  if (json.type === 'object') return objectOf(json, options);
  if (json.type === 'array') return [sampleOf(json.items ?? {}, name, options)];
  if (json.type === 'integer' || json.type === 'number') return Math.max(json.minimum ?? 1, 1);
  if (json.type === 'boolean') return true;
  return textOf(json);
}

function objectOf({ properties = {}, required = [] }: Json, options: SampleOptions): object {
  const wanted = Object.entries(properties).filter(([name]) => options.full || required.includes(name));
  // A cursor is no filter: it is somebody's place in a list.
  const fields = wanted.filter(([name]) => name !== 'cursor');
  return Object.fromEntries(fields.map(([name, json]) => [name, sampleOf(json, name, options)]));
}

function idFor({ pattern = '' }: Json, { ids = {} }: SampleOptions): string | undefined {
  const kind = kindsByPrefix.get(/^\^([a-z]{3})_\[0-9a-f\]/.exec(pattern)?.[1] ?? '');
  return kind && (ids[kind] ?? newId(kind));
}

function textOf(json: Json): string {
  return FORMATS[json.format ?? ''] ?? TEXTS.find((text) => fits(json, text)) ?? '';
}

function fits({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Json, text: string): boolean {
  const { length } = text;
  return length >= minLength && length <= maxLength && (!pattern || new RegExp(pattern).test(text));
}
