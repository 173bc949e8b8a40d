// The API's document as the fuzzer uses it: what can be asked, and whether an answer is what the document says.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  default?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
};

export type Field = { name: string; place: 'path' | 'query' | 'body'; required: boolean; schema: Schema };
export type Operation = { method: string; path: string; fields: Field[] };

type Described = {
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
};
type ApiDocument = { paths: Record<string, Record<string, Described>> };

/** What came back; `type` is the media type without its parameters. */
export type Answer = { status: number; type: string; headers: Record<string, string>; text: string };

/** What is answered to a request that leads to no operation, or that nobody can read. */
const ELSEWHERE = [400, 401, 403, 404, 412, 429];

export function readDocument(document: ApiDocument) {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'api');
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      fields: fieldsOf(described),
    })),
  );

  /** What is wrong with an answer to this operation, or to a request that is none; null where nothing is. */
  function faultOf(operation: Operation | null, { status, type, text }: Answer): string | null {
    const responses =
      operation && document.paths[operation.path]?.[operation.method.toLowerCase()]?.responses;
    const response = responses?.[status];
    const elsewhere = ELSEWHERE.includes(status);
    if (!response && (operation || !elsewhere)) return `status ${status} is not documented`;
    const body = parsed(text);
    if (body === undefined) return 'the body is not JSON';
    const wanted = status < 300 ? 'application/json' : 'application/problem+json';
    if (type !== wanted) return `the content type is ${type}`;
    const at = operation && [operation.path, operation.method.toLowerCase(), 'responses', String(status)];
    const pointer = at
      ? (response?.$ref ?? `#/paths/${at.map(escaped).join('/')}`)
      : '#/components/schemas/Problem';
    const schema = at ? `api${pointer}/content/${escaped(wanted)}/schema` : `api${pointer}`;
    const validate = ajv.getSchema(schema);
    if (!validate) return `no schema at ${schema}`;
    if (validate(body)) return null;
    return `not as documented: ${ajv.errorsText(validate.errors)}`;
  }

  /** Which operation a target leads to, if any; a tricky address may still be one. */
  function operationAt(method: string, target: string): Operation | null {
    const asked = decodedSegments(target.split('?', 1)[0] ?? '');
    const found = operations.find(
      (each) => each.method === method && asked && fits(each.path.split('/').filter(Boolean), asked),
    );
    return found ?? null;
  }
  return { operations, faultOf, operationAt };
}

export type ReadDocument = ReturnType<typeof readDocument>;

function fieldsOf({ parameters, requestBody }: Described): Field[] {
  const body = requestBody?.content['application/json'].schema;
  return [
    ...parameters.flatMap(({ name, in: place, required, schema }): Field[] =>
      place === 'path' || place === 'query' ? [{ name, place, required, schema }] : [],
    ),
    ...Object.entries(body?.properties ?? {}).map(
      ([name, schema]): Field => ({
        name,
        place: 'body',
        required: body?.required?.includes(name) ?? false,
        schema,
      }),
    ),
  ];
}

function decodedSegments(path: string): string[] | null {
  try {
    return new URL(`http://x/api/v1${path}`).pathname
      .split('/')
      .filter(Boolean)
      .slice(2)
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

const fits = (template: readonly string[], asked: readonly string[]) =>
  template.length === asked.length &&
  template.every((segment, index) => segment.startsWith('{') || segment === asked[index]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A step of a JSON pointer in a URI fragment. */
const escaped = (step: string) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
