// The house's rules that no linter knows. Each test says what it reads; an empty list means that everybody keeps the rule.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allPermissions, allPlatformPermissions } from '#lib/permissions.ts';
import { argumentsOf, messagesOf } from './messages.ts';
import { filesMatching, importsOf, isTest, reachableFrom, read, root } from './source-files.ts';
import { uncheckedVerbs } from './verbs.ts';

const PRODUCT = '{app,components,inngest,lib,server}/**/*.{ts,tsx}';
const everything = filesMatching(PRODUCT, '{bench,scripts,tests}/**/*.{ts,tsx,mjs}', '*.{ts,cjs,mjs}');
const product = filesMatching(PRODUCT).filter((file) => !isTest(file));
const linesOf = (file: string) => read(file).trimEnd().split('\n').length;
const matching = (files: string[], pattern: RegExp) => files.filter((file) => pattern.test(read(file)));

describe('files', () => {
  test('stay within 300 lines, tests within 400', () => {
    const tooLong = everything.filter((file) => linesOf(file) > (isTest(file) ? 400 : 300));
    expect(tooLong.map((file) => `${file}: ${linesOf(file)}`)).toEqual([]);
  });

  test('are named in kebab-case and live in no barrel or utils folder', () => {
    const names = everything.filter(
      (file) => !/(^|\/)(\.?[a-z0-9]+([-.][a-z0-9]+)*)\.(ts|tsx|mjs|cjs)$/.test(file),
    );
    const hiding = everything.filter((file) =>
      /(^|\/)(utils|helpers)(\/|\.ts)|(^|\/)index\.tsx?$/.test(file),
    );
    expect([...names, ...hiding]).toEqual([]);
  });

  test('import from the root with # or from their own folder', () => {
    expect(matching(everything, /\bfrom ['"]\.\.\//)).toEqual([]);
  });

  test('export by name, except where a tool wants a default', () => {
    const named = product.filter((file) => !/^app\/|^lib\/i18n\/(precompiled|request)\.ts$/.test(file));
    expect(matching(named, /^export default/m)).toEqual([]);
  });

  test('neither silence the compiler and the linter nor leave work for later', () => {
    const marks = [
      'as unknown ' + 'as',
      '@ts-' + 'ignore',
      '@ts-' + 'expect-error',
      'biome-' + 'ignore',
      'TO' + 'DO',
      'FIX' + 'ME',
    ];
    expect(matching(everything, new RegExp(marks.join('|')))).toEqual([]);
  });

  test('of tests neither skip nor single out', () => {
    const tests = everything.filter((file) => /\.(test|spec)\.tsx?$/.test(file));
    expect(matching(tests, /\b(test|it|describe)\.(skip|only|todo|fixme)\b/)).toEqual([]);
  });

  test('take the time from their ctx or from a clock they are given', () => {
    const clocks = /^server\/core\/ctx\.ts$|^server\/main\.ts$|\/sandbox\/main\.ts$|\/clock\.ts$/;
    const bound = product.filter((file) => /^(server|lib|inngest)\//.test(file) && !clocks.test(file));
    expect(matching(bound, /\bDate\.now\(\)|\bnew Date\(\)/)).toEqual([]);
  });
});

describe('slices', () => {
  const files = filesMatching('server/*/**/*').filter(
    (file) => /\.\w+$/.test(file) && !file.startsWith('server/core/'),
  );

  test('hold the files that every slice may hold, and what the house names for a few', () => {
    const common =
      /^server\/[^/]+\/((schema|policy|service|router|rest|jobs|queries|actions)\.ts|service\/[^/]+\.ts|[^/]+\.test\.ts|test-(app|server|world)\.ts)$/;
    const inService = /^server\/[^/]+\/service\/[^/]+\.test\.ts$/;
    const extra: Record<string, RegExp> = {
      clouds: /^(provider|providers|[^/]+\.test)\.ts$|^(volcengine|sandbox)\//,
      channels: /^senders\/|^test-message\.ts$/,
      settings: /^registry\.ts$/,
      users: /^auth\.ts$/,
      platform: /^(install|health)\.ts$/,
      client: /^(file|source|types|names|runtime)\.ts$/,
    };
    const strange = files.filter((file) => {
      const [, slice = '', ...rest] = file.split('/');
      return !common.test(file) && !inService.test(file) && !extra[slice]?.test(rest.join('/'));
    });
    expect(strange).toEqual([]);
  });

  test('need one another in one direction only', () => {
    const sliceOf = (file: string) => /^server\/(?!core\/)([^/]+)\//.exec(file)?.[1];
    const graph = new Map<string, Set<string>>();
    for (const file of files.filter((file) => !isTest(file))) {
      const from = sliceOf(file) ?? '';
      const targets = importsOf(file).flatMap((path) => sliceOf(path) ?? []);
      graph.set(from, new Set([...(graph.get(from) ?? []), ...targets.filter((to) => to !== from)]));
    }
    expect([...graph.keys()].flatMap((slice) => cycleThrough(slice, graph) ?? [])).toEqual([]);
  });

  test('check a right in every verb', () => {
    const services = files.filter((file) => /\/service(\.ts$|\/)/.test(file) && !isTest(file));
    expect(
      services.flatMap((file) => uncheckedVerbs(file, read(file)).map((verb) => `${file}: ${verb}`)),
    ).toEqual([]);
  });
});

/** The slices of a cycle through `start`, or nothing. */
function cycleThrough(start: string, graph: Map<string, Set<string>>, path = [start]): string | undefined {
  for (const next of graph.get(path.at(-1) ?? '') ?? []) {
    if (next === start) return [...path, start].join(' -> ');
    const found = path.includes(next) ? undefined : cycleThrough(start, graph, [...path, next]);
    if (found) return found;
  }
  return undefined;
}

describe('client code', () => {
  test('takes nothing from the server but schemas and types', () => {
    const startsWith = (directive: string) =>
      new RegExp(`^(\\s|/\\*[\\s\\S]*?\\*/|//.*\\n)*['"]${directive}['"]`);
    const clients = matching(product, startsWith('use client'));
    const isAction = (file: string) => startsWith('use server').test(read(file));
    expect(clients.length).toBeGreaterThan(10);
    const bundled = clients.flatMap((start) =>
      reachableFrom(start, (file) => existsSync(join(root, file)) && !isAction(file)).map((file) => [
        start,
        file,
      ]),
    );
    const wrong = bundled.filter(
      ([, file = '']) => /^(server|prisma|inngest)\//.test(file) && !file.endsWith('/schema.ts'),
    );
    expect(wrong.filter(([, file = '']) => !isAction(file)).map((pair) => pair.join(' -> '))).toEqual([]);
  });

  test('loads validators behind the page: they stand in files of their own, which nothing imports up front', () => {
    const drawn = product.filter((file) => /^(app|components)\//.test(file));
    const onServer = /\/(page|route|layout|actions)\.tsx?$/;
    const validator =
      /^import (?!type\b)(?!\{(\s*type \w+,?)+\s*\})[^;]*from '(zod|#server\/[\w-]+\/schema\.ts)'/m;
    const holders = matching(drawn, validator).filter((file) => !onServer.test(file));
    expect(holders.filter((file) => !file.endsWith('-schema.ts'))).toEqual([]);
    const upFront = /^import (?!type\b)[^;]*from '[^']+-schema\.ts'/m;
    expect(matching(drawn, upFront).filter((file) => !onServer.test(file))).toEqual([]);
  });
});

describe('tables', () => {
  /** How people sign in, in whatever tenant. */
  const PEOPLE = ['UserSession', 'SecondFactor', 'RecoveryCode', 'MailLink'];
  /** What belongs to the installation, not to a tenant. */
  const GLOBAL = [
    'User',
    'Tenant',
    'PlatformSetting',
    'RateLimit',
    'HealthSample',
    'OperatorEntry',
    'PurgedTenant',
    ...PEOPLE,
    'TotalsRound',
  ];
  /** Global too, yet a tenant sees its own part of them. */
  const SHUT_ANYWAY = ['User', 'Tenant'];
  const schema = filesMatching('prisma/schema/*.prisma').map(read).join('\n');
  const migrations = filesMatching('prisma/migrations/*/migration.sql').map(read).join('\n');
  const models = Array.from(
    schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm),
    ([, name = '', body = '']) => ({
      name,
      body,
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    }),
  );

  test('hold a tenant id, unless they belong to the installation', () => {
    const without = models.filter(
      ({ name, body }) => !GLOBAL.includes(name) && !/^\s+tenantId\s+String\s/m.test(body),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
    expect(GLOBAL.filter((name) => !models.some((model) => model.name === name))).toEqual([]);
  });

  test('are shut by row level security', () => {
    const shut = models.filter(({ name }) => !GLOBAL.includes(name) || SHUT_ANYWAY.includes(name));
    const open = shut.filter(({ table }) => !new RegExp(`\\bisolate\\('${table}'`, 'i').test(migrations));
    expect(open.map(({ table }) => table)).toEqual([]);
  });
});

describe('permissions', () => {
  const server = filesMatching('server/**/*.ts')
    .filter((file) => !isTest(file))
    .map(read)
    .join('\n');
  const calls = server.matchAll(/\b(?:access|platformAccess)(?:<[^(]*>)?\(\s*[\w.]+(?:\([^)]*\))?,([^,]+),/g);
  const used = new Set(
    Array.from(calls, ([, argument = '']) => argument.match(/'[\w-]+:[\w-]+'/g) ?? [])
      .flat()
      .map((text) => text.slice(1, -1)),
  );
  const known: string[] = [...allPermissions, ...allPlatformPermissions];

  test('that a verb asks for are in the catalogue', () => {
    expect([...used].filter((permission) => !known.includes(permission))).toEqual([]);
  });

  test('of the catalogue are asked for by a verb', () => {
    expect(known.filter((permission) => !used.has(permission))).toEqual([]);
  });
});

describe('messages', () => {
  const en = messagesOf('en');
  const zh = messagesOf('zh');

  test('are there in both languages', () => {
    expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect(en.size).toBeGreaterThan(100);
  });

  test('are never empty', () => {
    const empty = [...en, ...zh].filter(([, text]) => text.trim() === '');
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test('take the same arguments in both languages', () => {
    const differing = [...en].filter(
      ([key, text]) => String(argumentsOf(text)) !== String(argumentsOf(zh.get(key) ?? '')),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });
});

describe('documents', () => {
  const documents = filesMatching('*.md', 'docs/**/*.md');
  const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

  test('name paths that exist', () => {
    const named = documents.flatMap((file) =>
      pathsIn(read(file)).map((path) => ({ file, path, at: [path, join(file, '..', path)] })),
    );
    const missing = named.filter(({ at }) => !at.some((path) => existsSync(join(root, path))));
    expect(missing.map(({ file, path }) => `${file}: ${path}`)).toEqual([]);
  });

  test('name commands that exist', () => {
    const commands = documents.flatMap((file) =>
      Array.from(read(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g), ([, name = '']) => name),
    );
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('start with a README', () => {
    expect(documents).toContain('README.md');
  });
});

/** Links to files, and what stands in code marks and looks like a path of this project. */
function pathsIn(markdown: string): string[] {
  const links = Array.from(
    markdown.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g),
    ([, path = '']) => path,
  );
  const code = Array.from(
    markdown.matchAll(/`([\w.@[\]()-]+(?:\/[\w.@[\]()-]+)*\/?)`/g),
    ([, path = '']) => path,
  );
  const folders = /^(app|bench|components|docs|inngest|lib|prisma|public|scripts|server|tests|\.ci)\//;
  return [...links, ...code.filter((path) => folders.test(path) && !path.startsWith('prisma/generated'))];
}
