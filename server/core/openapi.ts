/** The OpenAPI 3.1 document, made from the same list of routes that answers the requests. */
import { z } from 'zod';
import { type IdKind, idPrefixes } from '#lib/ids.ts';
import { permissions } from '#lib/permissions.ts';
import { exampleOf, type JsonSchema } from './openapi-example.ts';
import { problemComponents, problemResponses } from './openapi-problems.ts';
import type { Route } from './rest.ts';

type Json = JsonSchema & Record<string, unknown>;

/** Builds the document; `serverUrl` is the installation's own address, `webhooks` what it posts to others by itself. */
export function openApiDocument(
  routes: readonly Route[],
  serverUrl: string,
  webhooks: Record<string, object> = {},
): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    Object.assign(paths[route.path] ?? {}, { [route.method.toLowerCase()]: operation(route) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'AirGate API',
      version: '1',
      description:
        'Quotas for cloud sub-accounts: create, allocate, measure, warn, cut off, restore. Amounts are decimal strings, times RFC 3339 in UTC. A path or method that is none of these is refused with 404 and `endpoint_not_found` or `method_not_allowed`, a request that is no HTTP or has more than 16 KiB of headers with 400 and `request_unreadable`.',
      license: { name: 'Proprietary', identifier: 'LicenseRef-AirGate' },
    },
    servers: [{ url: `${serverUrl}/api/v1` }],
    security: [{ apiKey: [] }],
    tags: [...new Set(routes.map((r) => r.tag))].map((name) => ({ name, description: name })),
    paths,
    webhooks,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the tenant' },
      },
      headers,
      ...problemComponents(),
    },
  };
}

function operation(route: Route): Json {
  const input = jsonSchema(route.input, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '');
  const rest = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name));
  const required = new Set(input.required ?? []);
  const inQuery = route.method === 'GET' || route.method === 'DELETE';
  const parameters = [
    ...inPath.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: input.properties?.[name] ?? { type: 'string' },
    })),
    ...(inQuery
      ? rest.map(([name, schema]) => ({ name, in: 'query', required: required.has(name), schema }))
      : []),
    ...(route.method === 'GET' ? [] : [idempotencyKey]),
  ];
  const body = {
    type: 'object',
    properties: Object.fromEntries(rest),
    required: rest.map(([name]) => name).filter((name) => required.has(name)),
    additionalProperties: false,
  };
  const output = jsonSchema(route.output, 'output');
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    description: `Needs \`${route.permission}\`: ${permissions[route.permission]}.`,
    parameters,
    ...(!inQuery && {
      requestBody: {
        required: body.required.length > 0,
        content: { 'application/json': { schema: body, example: bodyExample(body) } },
      },
    }),
    responses: {
      [route.status]: {
        description: 'Done',
        headers: limitHeaders,
        content: { 'application/json': { schema: output, example: exampleOf(output, '', kindOf(route)) } },
      },
      ...problemResponses(route),
    },
  };
}

const limitHeaders = {
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
  RateLimit: { $ref: '#/components/headers/RateLimit' },
};

/** docs/api-keys.md says what their parts mean. */
const headers = {
  RateLimitPolicy: {
    description: "The key's limits, where it has any: `q` requests in a window of `w` seconds",
    schema: { type: 'string' },
    example: '"minute";q=600;w=60, "month";q=100000;w=2592000',
  },
  RateLimit: {
    description: 'What is left of them: `r` requests, for `t` more seconds',
    schema: { type: 'string' },
    example: '"minute";r=598;t=42, "month";r=53132;t=884213',
  },
  RetryAfter: {
    description: 'Seconds to wait, where waiting helps',
    schema: { type: 'integer' },
    example: 42,
  },
};

const ONCE =
  'Any text of yours. For 24 hours the same key with the same request gives the first answer again and does nothing; with another request it is refused.';

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: ONCE,
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$', description: ONCE },
};

/** The fields that a request needs; one of them where none is needed alone. */
function bodyExample(body: JsonSchema): unknown {
  const brief = exampleOf(body, '', undefined, true);
  const [first] = Object.entries(body.properties ?? {});
  if (!first || Object.keys(brief ?? {}).length > 0) return brief;
  return { [first[0]]: exampleOf(first[1], first[0]) };
}

/** What an answer's bare `id` is: that of the last noun in the path which names a kind. */
function kindOf({ path }: Route): IdKind | undefined {
  const nouns = path.split('/').filter((word) => word && !word.startsWith('{'));
  const kinds = nouns.map((noun) => camel(noun).replace(/s$/, '')).map((kind) => KINDS[kind] ?? kind);
  return kinds.findLast((kind): kind is IdKind => kind in idPrefixes);
}

/** Nouns of paths whose ids are called otherwise. */
const KINDS: Record<string, IdKind> = {
  allocation: 'entry',
  apiKey: 'key',
  audit: 'audit',
  deliverie: 'delivery',
  disable: 'saga',
  enable: 'saga',
  project: 'subAccountProject',
  restore: 'saga',
  spendingCheck: 'check',
};

const camel = (words: string) => words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Names an operation for generated clients: `postSubAccountsBySubAccountIdAllocations`. */
export function operationId({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const words = path.split('/').filter(Boolean);
  const name = words.map((w) => (w.startsWith('{') ? `by-${w.slice(1, -1)}` : w)).join('-');
  return camel(`${method.toLowerCase()}-${name}`);
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as Json;
}
