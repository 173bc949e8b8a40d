/** The typed client for the API, one TypeScript file without dependencies, made from the API's own document. */
import { type Endpoint, groupName, methodNames } from './names.ts';
import { docComment, isSchema, typeOf } from './types.ts';

/** `runtime` is the text of `runtime.ts`, `home` the installation's own address. */
export function clientSource(document: Record<string, unknown>, runtime: string, home: string): string {
  const operations = operationsOf(document);
  const groups = Map.groupBy(operations, ({ endpoint }) => endpoint.tag);
  const types = typeNames();
  const members = [...groups].map(([tag, of]) => groupSource(tag, of, types));
  const reasons = [...new Set(operations.flatMap((each) => each.reasons))].sort();
  return [
    `// The client of AirGate's API at ${home}, made from its document. Fetch it anew after an update:`,
    `//   curl -O ${home}/api/v1/client.ts`,
    '',
    knowingReasons(runtime).trim(),
    '',
    '/** What a refusal can name; an AirGate newer than this file may know more. */',
    `export type Reason =\n${reasons.map((reason) => `  | '${reason}'`).join('\n')};`,
    '',
    types.source(),
    '/** A client for one tenant, the one that its key belongs to. */',
    'export type AirGate = ReturnType<typeof createClient>;',
    '',
    '/** Makes a client; it holds no connection and nothing to close. */',
    'export function createClient(client: ClientOptions) {',
    `  const call = makeCall(client, ${JSON.stringify(home)});`,
    '  return {',
    ...members,
    '  };',
    '}',
    '',
  ].join('\n');
}

/** The runtime's errors name reasons of the document; others may come from a newer AirGate. */
function knowingReasons(runtime: string): string {
  const known = runtime.replace('readonly reason: string;', 'readonly reason: Reason | (string & {});');
  if (known === runtime) throw new Error('The errors of the runtime have no reason to be narrowed.');
  return known;
}

type Operation = {
  endpoint: Endpoint;
  /** Whether it goes on with a cursor. */
  paged: boolean;
  summary: string;
  description: string;
  input: string;
  /** Whether it can be called without any input. */
  bare: boolean;
  output: string;
  reasons: string[];
};

function operationsOf({ paths, components }: Record<string, unknown>): Operation[] {
  const shared = field(components, 'responses');
  return entries(paths).flatMap(([path, methods]) =>
    entries(methods).map(([method, described]) => operation(method.toUpperCase(), path, described, shared)),
  );
}

function operation(method: string, path: string, described: unknown, shared: unknown): Operation {
  const responses = entries(field(described, 'responses'));
  const [, done] = responses.find(([status]) => status.startsWith('2')) ?? [];
  const outputSchema = field(field(field(done, 'content'), 'application/json'), 'schema');
  const inputSchema = inputOf(described);
  const answers = (name: string) => field(field(outputSchema, 'properties'), name) !== undefined;
  return {
    endpoint: {
      method,
      path,
      tag: String([field(described, 'tags')].flat()[0]),
      operationId: String(field(described, 'operationId')),
      isList: answers('items'),
    },
    paged: answers('items') && answers('nextCursor') && 'cursor' in inputSchema.properties,
    summary: String(field(described, 'summary')),
    description: String(field(described, 'description')),
    input: typeOf(inputSchema, 'input'),
    bare: inputSchema.required.length === 0,
    output: typeOf(outputSchema, 'output'),
    reasons: responses.flatMap(([, response]) => reasonsIn(response, shared)),
  };
}

/** Path, query and body as one object, as the server reads them. */
function inputOf(described: unknown) {
  const parameters = [field(described, 'parameters') ?? []].flat();
  const named = parameters.filter((each) => field(each, 'in') !== 'header');
  const body = field(field(field(field(described, 'requestBody'), 'content'), 'application/json'), 'schema');
  const required = [field(body, 'required') ?? []].flat();
  return {
    type: 'object',
    properties: Object.fromEntries([
      ...named.map((each) => [String(field(each, 'name')), field(each, 'schema')]),
      ...entries(field(body, 'properties')),
    ]),
    required: [
      ...named.filter((each) => field(each, 'required')).map((each) => field(each, 'name')),
      ...required,
    ],
    additionalProperties: false,
  };
}

function reasonsIn(response: unknown, shared: unknown): string[] {
  const ref = field(response, '$ref');
  const whole = typeof ref === 'string' ? field(shared, ref.split('/').at(-1) ?? '') : response;
  const schema = field(field(field(whole, 'content'), 'application/problem+json'), 'schema');
  const parts = [field(schema, 'allOf') ?? []].flat();
  return parts.flatMap((part) =>
    [field(field(field(part, 'properties'), 'reason'), 'enum') ?? []].flat().map(String),
  );
}

function groupSource(tag: string, operations: readonly Operation[], types: TypeNames): string {
  const group = groupName(tag);
  const names = methodNames(operations.map(({ endpoint }) => endpoint));
  const methods = operations.flatMap((each) =>
    methodSource(each, group, names.get(each.endpoint) ?? '', types),
  );
  return [`    ${docComment(tag)}`, `    ${group}: {`, ...methods, '    },'].join('\n');
}

function methodSource(each: Operation, group: string, name: string, types: TypeNames): string[] {
  const { endpoint, bare } = each;
  const prefix = upper(group) + upper(name);
  const input = types.name(`${prefix}Input`, each.input);
  const output = types.name(`${prefix}Result`, each.output);
  const target = `{ method: '${endpoint.method}', path: '${endpoint.path}' }`;
  const given = bare ? `input: ${input} = {}` : `input: ${input}`;
  const doc = docComment(`${each.summary}. ${each.description}`);
  const lines = [
    `      ${doc}`,
    `      ${name}: (${given}, options?: CallOptions) =>`,
    `        call<${output}>(${target}, input, options),`,
  ];
  if (!each.paged) return lines;
  const all = name === 'list' ? 'all' : name.replace(/^list/, 'all');
  return [
    ...lines,
    `      ${docComment(`${each.summary}: all of them, page after page.`)}`,
    `      ${all}: (input: Omit<${input}, 'cursor'>${bare ? ' = {}' : ''}, options?: CallOptions) =>`,
    `        everyItem((at) => call<${output}>(${target}, { ...input, ...at }, options)),`,
  ];
}

type TypeNames = ReturnType<typeof typeNames>;

/** Equal types are written once, under the name that came first. */
function typeNames() {
  const byText = new Map<string, string>();
  return {
    name: (wanted: string, text: string): string => {
      const known = byText.get(text) ?? wanted;
      byText.set(text, known);
      return known;
    },
    source: () => [...byText].map(([text, name]) => `export type ${name} = ${text};\n`).join('\n'),
  };
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const field = (value: unknown, name: string): unknown =>
  isSchema(value) && Object.hasOwn(value, name) ? value[name] : undefined;
const entries = (value: unknown): [string, unknown][] => (isSchema(value) ? Object.entries(value) : []);
