// One request after the other, of every kind: right ones, wrong ones, and such as nobody with good intentions sends.
import type { Dice } from './dice.ts';
import type { Operation } from './document.ts';
import { breaking, fitting, HOSTILE_JSON, hostile, type Stock } from './values.ts';

export const kinds = [
  'valid',
  'broken',
  'hostile',
  'foreign',
  'body',
  'headers',
  'address',
  'caller',
] as const;
export type Kind = (typeof kinds)[number];

export type Sent = {
  kind: Kind;
  /** The documented operation that is asked; null for what leads nowhere. */
  operation: Operation | null;
  method: string;
  /** Below `/api/v1`, with its query. */
  target: string;
  headers: Record<string, string>;
  body: string | null;
};

export type Callers = {
  /** Keys with all rights, with those that read, and with hardly any. */
  full: string;
  reading: string;
  narrow: string;
  /** Keys that open nothing: revoked, unknown, not even a key. */
  refused: readonly string[];
};

type Asked = {
  operation: Operation;
  path: string;
  query: [string, string][];
  fields: Record<string, unknown>;
};

/** Makes requests. `own` grows while the tenant does; `foreign` are another tenant's ids. */
export function requestMaker(
  operations: readonly Operation[],
  dice: Dice,
  { own, foreign, callers }: { own: Stock; foreign: Stock; callers: Callers },
) {
  /** What takes something away is asked less often than what puts it there. */
  const weighted = operations.flatMap((each) => (each.method === 'DELETE' ? [each] : [each, each, each]));

  function asked(operation: Operation, stock: Stock): Asked {
    const wanted = operation.fields.filter(
      ({ required, name }) => required || (name !== 'cursor' && dice.chance(0.35)),
    );
    const values = wanted.map((field) => ({ field, value: fitting(field.schema, field.name, dice, stock) }));
    return {
      operation,
      path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String(values.find(({ field }) => field.name === name)?.value)),
      ),
      query: values.flatMap(({ field, value }) => (field.place === 'query' ? pairs(field.name, value) : [])),
      fields: Object.fromEntries(
        values.flatMap(({ field, value }) => (field.place === 'body' ? [[field.name, value]] : [])),
      ),
    };
  }

  function sent(kind: Kind, { operation, path, query, fields }: Asked): Sent {
    const hasBody = operation.method !== 'GET' && operation.method !== 'DELETE';
    const parameters = new URLSearchParams(query);
    const secret = dice.chance(0.85) ? callers.full : dice.pick([callers.reading, callers.narrow]);
    return {
      kind,
      operation,
      method: operation.method,
      target: `${path}${parameters.size > 0 ? `?${parameters}` : ''}`,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(hasBody && { 'content-type': 'application/json' }),
        ...(operation.method !== 'GET' && dice.chance(0.3) && { 'idempotency-key': `k-${dice.below(40)}` }),
        ...(dice.chance(0.2) && { 'accept-language': dice.pick(['zh-CN', 'en', 'xx;q=9', '*', ',,;q=']) }),
      },
      body: hasBody ? JSON.stringify(fields) : null,
    };
  }

  const anyOperation = () => dice.pick(weighted);
  const valid = (kind: Kind = 'valid') => sent(kind, asked(anyOperation(), own));

  /** A right request with a few values replaced, or left out, or too many. */
  function spoiled(kind: Kind, bad: (schema: object) => unknown): Sent {
    const one = asked(anyOperation(), own);
    const { fields } = one.operation;
    for (let spoils = 1 + dice.below(2); spoils > 0 && fields.length > 0; spoils--) {
      const field = dice.pick(fields);
      const value = bad(field.schema);
      if (field.place === 'body') {
        if (dice.chance(0.15)) delete one.fields[field.name];
        else one.fields[field.name] = value;
      } else if (field.place === 'query') one.query = [...one.query, ...pairs(field.name, value)];
      else one.path = one.path.replace(/[a-z]{3}_[0-9a-f]{32}|[^/]+$/, encoded(value));
    }
    if (dice.chance(0.15))
      one.fields[dice.pick(['unknown', '__proto__x', 'tenantId', 'constructor'])] = bad({});
    if (dice.chance(0.15)) one.query.push([dice.pick(['unknown', 'constructor', 'tenantId']), text(bad({}))]);
    return sent(kind, one);
  }

  function withHeaders(): Sent {
    const one = valid('headers');
    const [name, value] = dice.pick<[string, string]>([
      [
        'content-type',
        dice.pick([
          'text/plain',
          'application/xml',
          'multipart/form-data; boundary=x',
          'application/jsonx',
          '',
        ]),
      ],
      ['content-type', 'application/vnd.api+json; charset=utf-16'],
      ['idempotency-key', dice.pick(['', ' ', 'a b', 'x'.repeat(256), 'x'.repeat(255), '\u00e9', '\t'])],
      ['accept', 'text/html'],
      ['x-long', 'x'.repeat(6_000)],
      ['accept-language', 'zh,'.repeat(1_000)],
      ['x-forwarded-for', dice.pick(['127.0.0.1', "1' OR 1=1", '::ffff:10.0.0.1, x', '999.999.999.999'])],
      ['x-http-method-override', 'DELETE'],
      ['content-encoding', 'gzip'],
      ['range', 'bytes=0-1'],
      ['if-none-match', '*'],
      ['cookie', 'airgate.session-token=x; '.repeat(20)],
      ['traceparent', '00-zz-zz-zz'],
    ]);
    return { ...one, headers: { ...one.headers, [name]: value } };
  }

  function elsewhere(): Sent {
    const one = valid('address');
    const [path = '', query] = one.target.split('?');
    const method = dice.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PURGE']);
    const target = dice.pick([
      `${path}/`,
      `/${path}`,
      path.toUpperCase(),
      `${path}/..${path}`,
      `${path}/%2e%2e/%2e%2e/tenant`,
      `/${path.slice(1).replaceAll('/', '%2f')}`,
      `${path}/%`,
      `${path}/%E0%A4%A`,
      `${path}/%00`,
      `${path};a=b`,
      `/%5c..%5c${path}`,
      '/',
      '',
      '/openapi.json/x',
      '/__proto__',
      '/constructor/prototype',
      `/${'a/'.repeat(500)}`,
      `/${'x'.repeat(4_000)}`,
      path,
      path,
    ]);
    const changed = { ...one, method, target: query && dice.chance(0.5) ? `${target}?${query}` : target };
    return { ...changed, operation: null };
  }

  const makers: Record<Kind, () => Sent> = {
    valid,
    broken: () => spoiled('broken', (schema) => breaking(schema, dice)),
    hostile: () => spoiled('hostile', () => hostile(dice)),
    foreign: () => sent('foreign', asked(anyOperation(), foreign)),
    body: () => {
      const one = valid('body');
      if (one.body === null) return { ...one, kind: 'valid' };
      const huge = `{"a":"${'x'.repeat(dice.pick([1_000, 200_000, 300_000]))}"}`;
      const half = one.body.slice(0, Math.max(1, one.body.length - 1 - dice.below(5)));
      return { ...one, body: dice.pick([...HOSTILE_JSON, huge, half, '', `${one.body}${one.body}`]) };
    },
    headers: withHeaders,
    address: elsewhere,
    caller: () => {
      const one = valid('caller');
      const secret = dice.pick([...callers.refused, callers.narrow, callers.reading, callers.full]);
      const authorization = dice.pick([
        ...[
          `Bearer ${secret}`,
          `bearer ${secret}`,
          secret,
          `Basic ${secret}`,
          `Bearer  ${secret}`,
          'Bearer',
          '',
        ],
        ...[`Bearer ${secret} ${secret}`, `Bearer ${secret.slice(0, -1)}`, `Bearer ${'A'.repeat(5_000)}`],
      ]);
      return { ...one, headers: { ...one.headers, authorization } };
    },
  };
  const order: Kind[] = ['valid', 'valid', 'valid', 'broken', 'broken', 'hostile', 'hostile', 'hostile'];
  const all: Kind[] = [...order, 'foreign', 'body', 'headers', 'address', 'caller'];
  return (): Sent => makers[dice.pick(all)]();
}

/** A list is sent as several values of one name, or with commas. */
const pairs = (name: string, value: unknown): [string, string][] =>
  Array.isArray(value) && value.length > 0 ? value.map((each) => [name, text(each)]) : [[name, text(value)]];

function text(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

/** As one segment of a path; percent signs keep it one. */
const encoded = (value: unknown) => encodeURIComponent(text(value).slice(0, 4_000)) || '%20';
