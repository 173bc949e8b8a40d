/** How an action declares itself: its parameters, whom it asks for permission, and what it does. */
import { refuse } from './errors.ts';
import type { Account, User } from './model.ts';
import type { Store } from './store.ts';

/** One authenticated call. `user` is null for the main account, which may do everything. */
export type Call = {
  store: Store;
  account: Account;
  user: User | null;
  keyId: string;
  /** Virtual time, ms. */
  now: number;
};

/** Parameters as they came: query values and the JSON body, merged. */
export type Raw = Readonly<Record<string, unknown>>;

type Kinds = { text: string; int: number; flag: boolean; texts: string[]; json: unknown };
type Kind = keyof Kinds;
/** A kind, with `!` where the parameter must be given. */
type Spec = Record<string, Kind | `${Kind}!`>;
type Params<S extends Spec> = {
  [K in keyof S]: S[K] extends `${infer Required extends Kind}!`
    ? Kinds[Required]
    : S[K] extends 'texts'
      ? string[]
      : S[K] extends Kind
        ? Kinds[S[K]] | undefined
        : never;
};

export type Action = {
  /** Only POST with a JSON body. */
  post: boolean;
  /** Every valid key may call it, whatever its policies say. */
  open: boolean;
  /** The projects that a call is about, for policies attached inside a project. */
  projects(raw: Raw, call: Call): string[];
  run(raw: Raw, call: Call): unknown;
};

export function action<const S extends Spec>(
  spec: S,
  run: (params: Params<S>, call: Call) => unknown,
  options: {
    post?: boolean;
    open?: boolean;
    project?: (params: Params<S>, call: Call) => string | undefined;
  } = {},
): Action {
  return {
    post: options.post ?? false,
    open: options.open ?? false,
    projects: (raw, call) => {
      const named = options.project
        ? options.project(read(spec, raw), call)
        : (value('texts', 'ProjectName', raw) ?? []);
      return named === undefined ? [] : typeof named === 'string' ? [named] : named;
    },
    run: (raw, call) => run(read(spec, raw), call),
  };
}

function read<S extends Spec>(spec: S, raw: Raw): Params<S> {
  const params: Record<string, unknown> = {};
  for (const [name, declared] of Object.entries(spec)) {
    const required = declared.endsWith('!');
    const kind = (required ? declared.slice(0, -1) : declared) as Kind;
    const given = value(kind, name, raw);
    if (required && (given === undefined || given === ''))
      refuse('MissingParameter', `The required parameter ${name} is missing.`);
    params[name] = given ?? (kind === 'texts' ? [] : undefined);
  }
  return params as Params<S>;
}

const wrong = (name: string, wanted: string): never =>
  refuse('InvalidParameter', `The parameter ${name} must be ${wanted}.`);

function value<K extends Kind>(kind: K, name: string, raw: Raw): Kinds[K] | undefined {
  const readers: { [R in Kind]: () => Kinds[R] | undefined } = {
    text: () => readText(name, raw[name]),
    int: () => readInt(name, raw[name]),
    flag: () => readFlag(name, raw[name]),
    texts: () => readTexts(name, raw),
    json: () => raw[name],
  };
  return readers[kind]();
}

function readText(name: string, given: unknown): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'string') return given;
  return typeof given === 'number' ? String(given) : wrong(name, 'a text');
}

function readInt(name: string, given: unknown): number | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const number = typeof given === 'string' && /^-?\d+$/.test(given) ? Number(given) : given;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : wrong(name, 'a whole number');
}

function readFlag(name: string, given: unknown): boolean | undefined {
  if (given === undefined || given === null) return undefined;
  if (given === true || given === 'true' || given === 1 || given === '1') return true;
  if (given === false || given === 'false' || given === 0 || given === '0') return false;
  return wrong(name, 'true or false');
}

/** A list: `Name.1=a&Name.2=b` in a query, an array in a body, or a single value. */
function readTexts(name: string, raw: Raw): string[] | undefined {
  const given = raw[name];
  if (Array.isArray(given))
    return given.map((entry: unknown) => readText(name, entry) ?? wrong(name, 'a list of texts'));
  if (given !== undefined && given !== null) return [readText(name, given) ?? ''];
  const numbered = Object.keys(raw)
    .filter((key) => key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)))
    .sort((a, b) => Number(a.slice(name.length + 1)) - Number(b.slice(name.length + 1)));
  return numbered.length === 0 ? undefined : numbered.map((key) => readText(key, raw[key]) ?? '');
}

/** One page of a list, with the limits checked. */
export function page<T>(
  items: Iterable<T>,
  limits: { limit: number | undefined; offset: number | undefined; normal: number; most: number },
): { items: T[]; total: number; limit: number; offset: number } {
  const limit = limits.limit ?? limits.normal;
  const offset = limits.offset ?? 0;
  if (limit < 1 || limit > limits.most)
    refuse('InvalidLimit', `Invalid Limit ${limit}, err: it must be between 1 and ${limits.most}`);
  if (offset < 0) refuse('InvalidOffset', `Invalid Offset ${offset}, err: it must not be negative`);
  const all = [...items];
  return { items: all.slice(offset, offset + limit), total: all.length, limit, offset };
}
