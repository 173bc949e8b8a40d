// Which refusals the code behind each endpoint can come to: what `new AppError(code, reason)` says in everything that a verb
// reaches. It errs on the side of too many, since it follows names and not conditions.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from '@swc/core';
import { type ErrorCode, errorCodes, isReason } from '#lib/errors.ts';

const root = join(import.meta.dirname, '..');

/** By endpoint (`GET /alerts`), by code, the reasons in alphabetical order. */
export type Refusals = Record<string, Partial<Record<ErrorCode, string[]>>>;

/** What the code throws and no endpoint answers, since it is caught on its way, or refused under another name before. */
const KEPT_INSIDE = new Set([
  // A warning of a creation that went through otherwise.
  'conflict access_key_exists',
  // Kept with the project, as its last error.
  'precondition_failed policy_unknown',
  // The schema refuses it first, as a wrong field.
  'invalid_input amount_zero',
  // Told in the answer, which says what became of the mail.
  'upstream_failed mail_failed',
  'upstream_timeout mail_timeout',
  // A key never gets at owners.
  'precondition_failed last_owner',
  // A key leads no team.
  'forbidden team_lead_kept',
]);

type Node = { type: string; [field: string]: unknown };
/** Something at the top level of a file: what it throws, and which names it uses. */
type Declared = {
  refusals: Set<string>;
  uses: Set<string>;
  pairs: Set<string>;
  reasons: Set<string>;
  open: Open[];
};
/** An AppError whose arguments are not written out. */
type Open = { code: string | null; choice: Choice | null };
/** `reason === 'x' ? 'conflict' : 'limit_exceeded'` as the code. */
type Choice = { reason: string; code: string; otherwise: string };
type Origin = { file: string; name: string };
type Module = {
  declared: Map<string, Declared>;
  imports: Map<string, Origin>;
  /** What it hands on from other files. */
  handedOn: Map<string, Origin>;
  tree: Node;
};

/** Reads the endpoints of these files and everything behind them. */
export function findRefusals(restFiles: readonly string[]): Refusals {
  const modules = new Map<string, Module>();
  const moduleAt = (file: string): Module => {
    const known = modules.get(file) ?? readModule(file);
    modules.set(file, known);
    return known;
  };
  const reached = new Map<string, Set<string>>();

  /** Everything thrown from a name of a file on. */
  function refusalsOf(file: string, name: string): Set<string> {
    const at = `${file} ${name}`;
    const known = reached.get(at);
    if (known) return known;
    const found = new Set<string>();
    const seen = new Set<string>();
    const left: [string, string][] = [[file, name]];
    for (let next = left.pop(); next; next = left.pop()) {
      const [inFile, called] = next;
      if (seen.has(next.join(' '))) continue;
      seen.add(next.join(' '));
      const { declared, imports, handedOn } = moduleAt(inFile);
      const onward = handedOn.get(called);
      if (onward) left.push([onward.file, onward.name]);
      const here = declared.get(called);
      for (const refusal of here ? thrownBy(here, declared) : [])
        if (!KEPT_INSIDE.has(refusal)) found.add(refusal);
      for (const used of here?.uses ?? []) {
        const [first = '', second] = used.split('.');
        const from = imports.get(first);
        if (from) left.push([from.file, from.name === '*' ? (second ?? '') : from.name]);
        else if (declared.has(first) && first !== called) left.push([inFile, first]);
      }
    }
    reached.set(at, found);
    return found;
  }

  const all: Refusals = {};
  for (const file of restFiles) {
    const { tree, imports } = moduleAt(file);
    for (const { endpoint, verb } of endpointsIn(tree)) {
      const [first = '', second] = verb.split('.');
      const from = imports.get(first);
      if (!from) throw new Error(`${file}: ${endpoint} has a verb from nowhere: ${verb}`);
      all[endpoint] = byCode(refusalsOf(from.file, from.name === '*' ? (second ?? '') : from.name));
    }
  }
  return all;
}

/** What a declaration throws by itself; where a table decides, everything that the table holds. */
function thrownBy(here: Declared, declared: ReadonlyMap<string, Declared>): Set<string> {
  const tables = [here, ...[...here.uses].flatMap((name) => declared.get(name) ?? [])];
  const fromTables = here.open.flatMap(({ code, choice }) =>
    tables.flatMap(({ pairs, reasons }) => {
      if (choice === null && code === null) return [...pairs];
      const codeOf = (reason: string) =>
        reason === choice?.reason ? choice.code : (choice?.otherwise ?? code);
      return [...reasons].map((reason) => `${codeOf(reason)} ${reason}`);
    }),
  );
  return new Set([...here.refusals, ...fromTables]);
}

function byCode(refusals: ReadonlySet<string>): Partial<Record<ErrorCode, string[]>> {
  const pairs = [...refusals].sort().map((each) => each.split(' ') as [ErrorCode, string]);
  const codes = (Object.keys(errorCodes) as ErrorCode[]).filter((code) => pairs.some(([c]) => c === code));
  return Object.fromEntries(
    codes.map((code) => [code, pairs.filter(([c]) => c === code).map(([, reason]) => reason)]),
  );
}

function readModule(file: string): Module {
  const tree: object = parseSync(readFileSync(join(root, file), 'utf8'), { syntax: 'typescript' });
  const imports: Module['imports'] = new Map();
  const declared: Module['declared'] = new Map();
  const handedOn: Module['handedOn'] = new Map();
  for (const item of (tree as Node).body as Node[]) {
    if (item.type === 'ImportDeclaration') readImport(item, file, imports);
    if (item.type === 'ExportNamedDeclaration') readHandedOn(item, file, handedOn);
    const inner = item.type === 'ExportDeclaration' ? (item.declaration as Node) : item;
    for (const [name, node] of namesIn(inner)) declared.set(name, readDeclared(node));
  }
  return { declared, imports, handedOn, tree: tree as Node };
}

function readImport(item: Node, file: string, imports: Module['imports']): void {
  const path = pathOf(item, file);
  if (!path) return;
  for (const each of item.specifiers as Node[]) {
    const local = textOf(each.local);
    const name =
      each.type === 'ImportNamespaceSpecifier' ? '*' : each.imported ? textOf(each.imported) : local;
    imports.set(local, { file: path, name });
  }
}

function readHandedOn(item: Node, file: string, handedOn: Module['handedOn']): void {
  const path = item.source ? pathOf(item, file) : null;
  if (!path) return;
  for (const each of item.specifiers as Node[]) {
    const name = textOf(each.orig);
    handedOn.set(each.exported ? textOf(each.exported) : name, { file: path, name });
  }
}

/** Where an import leads, if to code of ours that runs. */
function pathOf(item: Node, file: string): string | null {
  const source = String((item.source as { value: string }).value);
  const path = source.startsWith('#')
    ? source.slice(1)
    : relative(root, resolve(root, dirname(file), source));
  return /^(server|lib)\/.*\.ts$/.test(path) && !item.typeOnly ? path : null;
}

function namesIn(item: Node): [string, Node][] {
  if (item.type === 'FunctionDeclaration') return [[textOf(item.identifier), item]];
  if (item.type !== 'VariableDeclaration') return [];
  return (item.declarations as Node[]).map((each) => [textOf(each.id), each]);
}

function readDeclared(node: Node): Declared {
  const found: Declared = {
    ...{ refusals: new Set<string>(), uses: new Set<string>() },
    ...{ pairs: new Set<string>(), reasons: new Set<string>(), open: [] },
  };
  each(node, (here) => {
    if (here.type === 'Identifier') found.uses.add(textOf(here));
    if (here.type === 'MemberExpression') found.uses.add(`${textOf(here.object)}.${textOf(here.property)}`);
    if (here.type === 'StringLiteral' && isReason(String(here.value))) found.reasons.add(String(here.value));
    if (here.type === 'ArrayExpression') {
      const [code, reason] = literalsOf(here.elements);
      if (code && reason && code in errorCodes && isReason(reason)) found.pairs.add(`${code} ${reason}`);
    }
    if (here.type === 'NewExpression' && textOf(here.callee) === 'AppError') {
      const [code = null, reason = null] = literalsOf(here.arguments);
      if (code && reason) found.refusals.add(`${code} ${reason}`);
      else found.open.push({ code, choice: choiceIn(here.arguments) });
    }
  });
  return found;
}

/** The endpoints that a file declares with `route(method, path, { verb })`. */
function endpointsIn(tree: Node): { endpoint: string; verb: string }[] {
  const found: { endpoint: string; verb: string }[] = [];
  each(tree, (here) => {
    if (here.type !== 'CallExpression' || textOf(here.callee) !== 'route') return;
    const [method, path] = literalsOf(here.arguments);
    const value = verbIn(here.arguments, tree);
    if (!method || !path || !value) throw new Error(`No verb in the declaration of ${method} ${path}`);
    const verb =
      value.type === 'MemberExpression' ? `${textOf(value.object)}.${textOf(value.property)}` : textOf(value);
    found.push({ endpoint: `${method} ${path}`, verb });
  });
  return found;
}

/** The value of the field `verb`, which may come from an object that is spread. */
function verbIn(declaration: unknown, tree: Node): Node | undefined {
  let found: Node | undefined;
  each(declaration, (here) => {
    if (here.type === 'KeyValueProperty' && textOf(here.key) === 'verb') found = here.value as Node;
    if (here.type !== 'SpreadElement' && !here.spread) return;
    const name = textOf(here.arguments ?? here.expression);
    each(tree, (other) => {
      if (other.type === 'VariableDeclarator' && textOf(other.id) === name)
        found ??= verbIn(other.init, tree);
    });
  });
  return found;
}

/** String literals by position, null for anything else. */
function literalsOf(items: unknown): (string | null)[] {
  return ((items ?? []) as ({ expression?: Node } | null)[]).map((item) =>
    item?.expression?.type === 'StringLiteral' ? String(item.expression.value) : null,
  );
}

/** A code that depends on the reason. */
function choiceIn(items: unknown): Choice | null {
  const [first] = items as { expression: Node }[];
  if (first?.expression.type !== 'ConditionalExpression') return null;
  const { test, consequent, alternate } = first.expression;
  const { operator, right } = test as Node;
  if (operator !== '===') return null;
  return { reason: textOf(right), code: textOf(consequent), otherwise: textOf(alternate) };
}

const textOf = (node: unknown) => String((node as { value?: unknown } | undefined)?.value ?? '');

function each(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const item of node) each(item, visit);
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
  if ('type' in node && typeof node.type === 'string') visit(node as Node);
  for (const inner of Object.values(node)) each(inner, visit);
}
