/** Example values made from a JSON schema, so that no answer has to be written out by hand and none can go stale. */
import { type IdKind, idPrefixes } from '#lib/ids.ts';

export type JsonSchema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  default?: unknown;
  description?: string;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
};

const FORMATS: Record<string, string> = {
  'date-time': '2026-11-20T08:00:00.000Z',
  date: '2026-11-20',
  uri: 'https://example.com/',
  email: 'finance@example.com',
};

/** Where only the name tells what a text looks like. */
const NAMED: Record<string, string> = {
  accessKeyId: 'AKLTexampleexample',
  actorKind: 'user',
  actorName: 'Lin Wei',
  amount: '100.00',
  cloudAccountNo: '2100012345',
  currency: 'CNY',
  name: 'Film studio',
  project: 'movie-farm',
  projectName: 'movie-farm',
  product: 'ECS',
  reason: 'Budget of November',
  secret: 'ag_…',
  secretAccessKey: 'WmxvexampleexampleexampleexampleQ==',
  slug: 'acme',
  timeZone: 'Asia/Shanghai',
  userName: 'render-farm',
};

/** `name` is the field's, `kind` the kind of id that a bare `id` is. Required fields alone where `brief`. */
export function exampleOf(schema: JsonSchema, name = '', kind?: IdKind, brief = false): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  const choice = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find(({ type }) => type !== 'null');
  if (choice) return exampleOf(choice, name, kind, brief);
  if (schema.default !== undefined) return schema.default;
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type;
  if (type === 'object') return objectExample(schema, kind, brief);
  if (type === 'array') return [exampleOf(schema.items ?? {}, name.replace(/s$/, ''), kind, brief)];
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'string') return textExample(schema, name, kind);
  return {};
}

function objectExample({ properties = {}, required = [] }: JsonSchema, kind?: IdKind, brief = false): object {
  const shown = Object.entries(properties).filter(
    ([field, schema]) => !brief || required.includes(field) || schema.examples !== undefined,
  );
  return Object.fromEntries(
    shown.map(([field, schema]) => [
      field,
      exampleOf(schema, field, field === 'id' ? kind : undefined, brief),
    ]),
  );
}

function textExample(
  { format, pattern = '', minLength = 0 }: JsonSchema,
  name: string,
  kind?: IdKind,
): string {
  const prefix = /^\^([a-z]{3})_\[/.exec(pattern)?.[1] ?? (kind && idPrefixes[kind]) ?? prefixByName(name);
  if (prefix) return exampleId(prefix);
  return (FORMATS[format ?? ''] ?? NAMED[name] ?? name).padEnd(minLength, 'x');
}

/** `subAccountId` and `subAccount` name a kind. */
function prefixByName(name: string): string | undefined {
  const kind = name.endsWith('Id') ? name.slice(0, -2) : '';
  return kind in idPrefixes ? idPrefixes[kind as IdKind] : undefined;
}

/** Any id of that kind; the same in every example, so that answers fit together. */
export const exampleId = (prefix: string) => `${prefix}_019a9f2c6b7d7e318f0a1b2c3d4e5f60`;
