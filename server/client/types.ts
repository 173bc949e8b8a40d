/** TypeScript types from the part of JSON Schema that our own document uses; it throws on every keyword that it does not know. */
type Schema = Record<string, unknown>;

/** What says more about a value than its type can; read by people only. */
const REMARKS = [
  ...['description', 'format', 'pattern', 'default', 'examples', 'title'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
  ...['contentEncoding', 'contentMediaType'],
];
const SHAPES = [
  ...['type', 'const', 'enum', 'anyOf', 'oneOf', 'properties', 'required'],
  ...['additionalProperties', 'propertyNames', 'items'],
];
const KNOWN = new Set([...REMARKS, ...SHAPES]);

/** A type for values of a schema. Optional fields of an input may also be given as undefined. */
export function typeOf(schema: unknown, io: 'input' | 'output', indent = ''): string {
  if (!isSchema(schema)) throw new Error(`Not a schema: ${JSON.stringify(schema)}`);
  const unknown = Object.keys(schema).find((keyword) => !KNOWN.has(keyword));
  if (unknown) throw new Error(`The client cannot be made from a schema with the keyword ${unknown}`);
  if ('const' in schema) return literal(schema.const);
  if (Array.isArray(schema.enum)) return unionOf(schema.enum.map(literal));
  const variants = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (variants) return unionOf(variants.map((each) => typeOf(each, io, indent)));
  const types = schema.type === undefined ? [] : [schema.type].flat();
  return types.length === 0 ? 'unknown' : unionOf(types.map((type) => named(type, schema, io, indent)));
}

function named(type: unknown, schema: Schema, io: 'input' | 'output', indent: string): string {
  if (type === 'string' || type === 'boolean' || type === 'null') return type;
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'array') return `${grouped(typeOf(schema.items ?? {}, io, indent))}[]`;
  if (type === 'object') return objectOf(schema, io, indent);
  throw new Error(`The client cannot be made from a schema of type ${String(type)}`);
}

function objectOf(schema: Schema, io: 'input' | 'output', indent: string): string {
  const { properties, additionalProperties, propertyNames } = schema;
  const fields = isSchema(properties) ? Object.entries(properties) : [];
  if (fields.length === 0 && isSchema(additionalProperties)) {
    const key = isSchema(propertyNames) ? typeOf(propertyNames, io) : 'string';
    const value = typeOf(additionalProperties, io, indent);
    return key === 'string' ? `Record<string, ${value}>` : `Partial<Record<${key}, ${value}>>`;
  }
  if (fields.length === 0) return additionalProperties === false ? 'Record<string, never>' : 'object';
  const required = Array.isArray(schema.required) ? schema.required : [];
  const inner = `${indent}  `;
  const lines = fields.map(([name, field]) => {
    const optional = !required.includes(name);
    const type = typeOf(field, io, inner);
    const shown = optional && io === 'input' ? `${type} | undefined` : type;
    return `${comment(field, inner)}${inner}${propertyName(name)}${optional ? '?' : ''}: ${shown};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** The schema's own words above a field. */
function comment(schema: unknown, indent: string): string {
  const text = isSchema(schema) && typeof schema.description === 'string' ? schema.description : '';
  return text ? `${indent}${docComment(text)}\n` : '';
}

/** Nothing in a text can end the comment early. */
export const docComment = (text: string) => `/** ${text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ')} */`;

function literal(value: unknown): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  throw new Error(`The client cannot be made from the value ${JSON.stringify(value)}`);
}

const unionOf = (types: string[]) => [...new Set(types)].join(' | ') || 'never';
const grouped = (type: string) => (/^[\w.]+$/.test(type) || !/[|&]/.test(type) ? type : `(${type})`);
const propertyName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

export const isSchema = (value: unknown): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
