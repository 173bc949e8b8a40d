// The API's document, read into what a page shows. Works on what `/api/v1/openapi.json` holds and nothing else.
import { type ErrorCode, errorCodes } from '#lib/errors.ts';
import { publicUrl } from '#server/core/env.ts';
import { openApiDocument } from '#server/core/openapi.ts';
import type { JsonSchema } from '#server/core/openapi-example.ts';
import type { Refusals } from '#server/core/rest.ts';
import { routes } from '#server/rest.ts';

export type Field = {
  /** With the names around it: `config.url`. */
  name: string;
  type: string;
  required: boolean;
  description: string;
  place: 'path' | 'query' | 'header' | 'body' | 'answer';
};

export type Operation = {
  id: string;
  method: string;
  path: string;
  permission: string;
  input: Field[];
  output: Field[];
  status: number;
  /** Pretty JSON, null without a body. */
  body: string | null;
  answer: string;
  /** By status, what it can be refused with beside what every endpoint refuses. */
  refusals: { status: number; reasons: string[] }[];
};

export type ApiSection = { slug: string; tag: string; operations: Operation[] };

type Media = { schema: JsonSchema; example: unknown };
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema };
type Described = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: { 'application/json': Media } };
  responses: Record<string, { content: { 'application/json': Media } }>;
};

let known: ApiSection[] | undefined;

/** Every section in the order of the routes. They are the same for as long as the process lives. */
export function apiSections(): ApiSection[] {
  known ??= readSections();
  return known;
}

function readSections(): ApiSection[] {
  const { paths } = openApiDocument(routes, publicUrl()) as {
    paths: Record<string, Record<string, Described>>;
  };
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  return tags.map((tag) => ({
    slug: slugOf(tag),
    tag,
    operations: routes
      .filter((route) => route.tag === tag)
      .flatMap(({ method, path, permission, status, refusals }) => {
        const described = paths[path]?.[method.toLowerCase()];
        const route = { method, path, permission, status, refusals: byStatus(refusals) };
        return described ? [operation(described, route)] : [];
      }),
  }));
}

/** What holds for all of them stands in the guide. */
const EVERYWHERE = ['forbidden', 'invalid_input'];

function byStatus(refusals: Refusals): Operation['refusals'] {
  return (Object.entries(refusals) as [ErrorCode, readonly string[]][])
    .map(([code, reasons]) => ({
      status: errorCodes[code].status,
      reasons: reasons.filter((reason) => !EVERYWHERE.includes(reason)),
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => a.status - b.status);
}

const slugOf = (tag: string) => tag.toLowerCase().replaceAll(' ', '-');

function operation(
  { operationId, parameters, requestBody, responses }: Described,
  route: Pick<Operation, 'method' | 'path' | 'permission' | 'status' | 'refusals'>,
): Operation {
  const body = requestBody?.content['application/json'];
  const answer = responses[route.status]?.content['application/json'];
  const given = parameters.map(({ name, in: place, required, schema }) => ({
    ...field(name, schema, required),
    place,
  }));
  return {
    ...route,
    id: operationId,
    input: [...given, ...(body ? fieldsOf(body.schema, 'body') : [])],
    output: answer ? fieldsOf(answer.schema, 'answer') : [],
    body: body && Object.keys(body.example ?? {}).length > 0 ? JSON.stringify(body.example, null, 2) : null,
    answer: JSON.stringify(answer?.example ?? {}, null, 2),
  };
}

/** The fields of an object and of the objects in it. */
function fieldsOf(schema: JsonSchema, place: Field['place'], prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const own = { ...field(prefix + name, inner, schema.required?.includes(name) ?? false), place };
    return [own, ...below(inner, place, `${prefix}${name}`)];
  });
}

function below(schema: JsonSchema, place: Field['place'], name: string): Field[] {
  if (schema.properties) return fieldsOf(schema, place, `${name}.`);
  if (schema.items) return below(schema.items, place, `${name}[]`);
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter((each) => each.properties);
  const fields = variants.flatMap((each) => below(each, place, name));
  // Variants share fields: one row for each, required only where every variant wants it.
  return [...new Map(fields.map((each) => [each.name, each])).values()].map((each) => ({
    ...each,
    required:
      fields.filter(({ name: other, required }) => other === each.name && required).length ===
      variants.length,
  }));
}

function field(name: string, schema: JsonSchema, required: boolean): Omit<Field, 'place'> {
  return { name, type: typeOf(schema), required, description: schema.description ?? '' };
}

/** In a word or a few: `string`, `"active" | "failing"`, `id (sub_…)`, `integer 1–200`, `string[]`. */
function typeOf(schema: JsonSchema): string {
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (variants.length > 0) return [...new Set(variants.map(typeOf))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const prefix = /^\^([a-z]{3})_\[/.exec(schema.pattern ?? '')?.[1];
  if (prefix) return `id (${prefix}_…)`;
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items ?? {})}[]`;
  if (schema.type === 'integer' && schema.maximum !== undefined && schema.maximum < 1_000_000)
    return `integer ${schema.minimum ?? 0}–${schema.maximum}`;
  return schema.format ?? schema.type ?? 'any';
}
