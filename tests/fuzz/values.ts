// Values for the fields of requests: such as fit their schema, such as break it, and such as somebody hostile would send.

import type { Dice } from './dice.ts';
import type { Schema } from './document.ts';

/** What a value can be made from: the ids of a tenant, by their prefix, and names that lead somewhere. */
export type Stock = { ids: ReadonlyMap<string, readonly string[]>; texts: Readonly<Record<string, string>> };

const TEXTS = [
  'sample',
  'CNY',
  '1.00',
  'Asia/Shanghai',
  'AKLTsample1234',
  'sample-long-enough-1A',
  'tenant:read',
];
const FORMATS: Record<string, string[]> = {
  email: ['somebody@sample.example', 'a+b@sub.sample.example'],
  uri: ['https://sample.example/', 'http://127.0.0.1:1/'],
  date: ['2026-01-02', '2026-11-20', '1999-12-31', '2026-02-30'],
  'date-time': ['2027-01-02T03:04:05Z', '2026-11-20T08:00:00.000Z', '1970-01-01T00:00:00Z'],
};

/** A value that fits, as far as a schema tells. */
export function fitting(schema: Schema, name: string, dice: Dice, stock: Stock): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return dice.pick(schema.enum);
  const prefix = /^\^([a-z]{3})_\[0-9a-f\]/.exec(schema.pattern ?? '')?.[1];
  if (prefix) return idOf(prefix, dice, stock);
  const type = Array.isArray(schema.type) ? dice.pick(schema.type) : schema.type;
  const text = stock.texts[name];
  if (text !== undefined && type === 'string' && dice.chance(0.8)) return text;
  if (schema.examples && dice.chance(0.5)) return dice.pick(schema.examples);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (choices.length > 0) return fitting(dice.pick(choices), name, dice, stock);
  if (type === 'null') return null;
  if (type === 'boolean') return dice.chance(0.5);
  if (type === 'integer' || type === 'number') return numberIn(schema, dice);
  if (type === 'array') return listOf(schema, name, dice, stock);
  if (type === 'object') return objectOf(schema, dice, stock);
  return textFor(schema, dice);
}

function idOf(prefix: string, dice: Dice, { ids }: Stock): string {
  const known = ids.get(prefix) ?? [];
  return known.length > 0 && dice.chance(0.9) ? dice.pick(known) : `${prefix}_${dice.hex(32)}`;
}

function numberIn({ minimum = -1_000_000, maximum = 1_000_000 }: Schema, dice: Dice): number {
  const near = Math.min(maximum, Math.max(minimum, 0) + 100);
  return dice.chance(0.2)
    ? dice.pick([minimum, maximum])
    : Math.floor(Math.max(minimum, 0) + dice.next() * (near - Math.max(minimum, 0)));
}

function listOf({ items = {}, minItems = 0, maxItems = 3 }: Schema, name: string, dice: Dice, stock: Stock) {
  const count = Math.min(maxItems, Math.max(minItems, dice.below(3) + (dice.chance(0.9) ? 1 : 0)));
  return Array.from({ length: count }, () => fitting(items, name, dice, stock));
}

function objectOf(schema: Schema, dice: Dice, stock: Stock): object {
  const { properties = {}, required = [], additionalProperties: rest } = schema;
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || dice.chance(0.5));
  const fields = wanted.map(([name, inner]): [string, unknown] => [name, fitting(inner, name, dice, stock)]);
  if (typeof rest === 'object' && Object.keys(properties).length === 0) {
    const key = String(fitting(schema.propertyNames ?? { type: 'string' }, '', dice, stock));
    fields.push([key, fitting(rest, key, dice, stock)]);
  }
  return Object.fromEntries(fields);
}

function textFor(schema: Schema, dice: Dice): string {
  const known = FORMATS[schema.format ?? ''];
  if (known) return dice.pick(known);
  const { pattern, minLength = 0, maxLength = 200 } = schema;
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern).test(text));
  const own = `t-${dice.hex(8)}`;
  const good = [own, own, ...TEXTS].filter(fits);
  return good.length > 0 ? dice.pick(good) : own.padEnd(minLength, 'x').slice(0, maxLength);
}

/** A value that does not fit: of another type, out of bounds, in another format. */
export function breaking({ minimum, maximum, maxLength }: Schema, dice: Dice): unknown {
  return dice.pick<unknown>([
    ...[null, true, 0, -1, 1.5, '', ' ', 'nonsense', [], [[]], {}, { a: 1 }, '2026-13-45', 'no@', '-'],
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
  ]);
}

const HOSTILE: unknown[] = [
  ...["' OR '1'='1", "'; DROP TABLE tenant; --", '$1', '%', '_', '\\', '" UNION SELECT null --', ')) OR 1=1'],
  ...[
    '<script>alert(1)</script>',
    '{{7*7}}',
    `${'$'}{process.env}`,
    '../../etc/passwd',
    'file:///etc/passwd',
  ],
  ...[
    'a\0b',
    '\0',
    '\ud800',
    '\udc00x',
    '\u202e\u200b\ufeff',
    '𝒳'.repeat(40),
    '测试'.repeat(30),
    '\r\nx-evil: 1',
  ],
  ...['1e309', '-0', 'NaN', 'Infinity', '9'.repeat(400), '0.0000000000000000000001', '１００', '0x10'],
  ...[1e308, -1e308, 2 ** 53, -(2 ** 63), 1e-7, Number.MAX_SAFE_INTEGER],
  ...['__proto__', 'constructor', 'toString', 'x'.repeat(20_000), 'http://169.254.169.254/latest/meta-data'],
  ...['0001-01-01', '9999-12-31', '+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00Z', '0000-00-00'],
  ...[[null], { __proto__: null, length: 1e9 }, { toString: 'x' }, { $gt: '' }, [[[[[[1]]]]]]],
];

/** Raw JSON, since an own key `__proto__` cannot be written as an object. */
export const HOSTILE_JSON = [
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  '{"a":1,"a":2}',
  '{"a":1e999}',
  '[1,2,3]',
  '"text"',
  'null',
  'true',
  '{',
  '{"a":"\\u0000"}',
  '{"a":"\\ud83d"}',
  '\ufeff{}',
  '{"a":\u00a01}',
  '\0',
];

export const hostile = (dice: Dice): unknown => dice.pick(HOSTILE);
