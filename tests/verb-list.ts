// Every verb of every slice, found in the files of the services, and a way to call each without knowing what it takes.
import { join } from 'node:path';
import { AppError } from '#lib/errors.ts';
import { type IdKind, idPrefixes, newId } from '#lib/ids.ts';
import type { Ctx } from '#server/core/ctx.ts';
import type { Ids } from './sample-input.ts';
import { filesMatching, isTest, read, root } from './source-files.ts';
import { verbsOf } from './verbs.ts';

export interface Verb {
  /** `server/quotas/service#allocateQuota` */
  readonly name: string;
  /** Works over the installation, not in a tenant. */
  readonly platform: boolean;
  call(ctx: Ctx, ...args: readonly unknown[]): Promise<VerbOutcome>;
}

export type VerbOutcome = { ok: true; value: unknown } | { ok: false; reason: string; detail: unknown };

const SERVICES = 'server/*/{service.ts,service/**/*.ts}';

/** All verbs that take a ctx themselves, by name. */
export async function findVerbs(): Promise<Verb[]> {
  const files = filesMatching(SERVICES).filter((file) => !isTest(file));
  const found = await Promise.all(files.map(verbsIn));
  return found.flat();
}

async function verbsIn(file: string): Promise<Verb[]> {
  const found = verbsOf(read(file));
  const exported: Record<string, unknown> = found.length > 0 ? await import(join(root, file)) : {};
  return found.map(({ name, platform }) => {
    const verb = exported[name];
    if (!isFunction(verb)) throw new Error(`${file} does not export ${name}`);
    const call: Verb['call'] = (ctx, ...args) => outcomeOf(verb, ctx, args);
    return { name: `${file.replace(/\.ts$/, '')}#${name}`, platform, call };
  });
}

type AnyVerb = (...args: unknown[]) => unknown;
const isFunction = (value: unknown): value is AnyVerb => typeof value === 'function';

/** Calls it, and tells how it ended. */
async function outcomeOf(verb: AnyVerb, ctx: Ctx, args: readonly unknown[]): Promise<VerbOutcome> {
  try {
    return { ok: true, value: await verb(ctx, ...args) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, reason: error.reason, detail: error.params };
    return { ok: false, reason: 'broken', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** What verbs look at before they ask for their right. */
const PLAIN = {
  range: 'day',
  limit: 10,
  days: 1,
  page: 1,
  order: 'desc',
  reason: 'sample',
  email: 'somebody@sample.example',
  password: 'sample-long-enough-1A',
  url: 'https://sample.example/',
  config: { kind: 'webhook', url: 'https://sample.example/' },
  type: 'check_failed',
  severity: 'info',
  dedupeKey: 'sample',
  key: 'quota.restoreMode',
  value: 'offer',
  role: 'viewer',
  details: {},
  permissions: ['tenant:read'],
  projects: ['sample'],
  events: ['*'],
};

/** Ids whose fields are not called after their kind. */
const ALIASES: Readonly<Record<string, IdKind>> = {
  exportId: 'auditExport',
  domainId: 'ssoDomain',
  transferId: 'ownerTransfer',
};

let made = 0;

/** An input that answers whatever a verb looks for in it, and how many ids it was asked for. */
export interface AnyInput {
  readonly input: object;
  idsAsked(): number;
}

/**
 * Under a name that ends in an id's kind that id, a text under a name that has one, and nothing else.
 */
export function anyInput(ids: Ids, texts: Readonly<Record<string, string>> = {}): AnyInput {
  const kinds = (Object.keys(idPrefixes) as IdKind[]).sort((a, b) => b.length - a.length);
  let asked = 0;
  const idFor = (name: string) => {
    const kind =
      ALIASES[name] ?? kinds.find((each) => name === `${each}Id` || name.endsWith(`${capital(each)}Id`));
    if (kind) asked += 1;
    return kind && (ids[kind] ?? newId(kind));
  };
  made += 1;
  const values: Record<string, unknown> = { ...PLAIN, name: `sample-${made}` };
  const input = new Proxy(values, {
    get: (known, name) => {
      if (typeof name !== 'string') return undefined;
      const id = idFor(name);
      if (id) return id;
      const one = /Ids$/.test(name) ? idFor(name.replace(/s$/, '')) : undefined;
      return one ? [one] : (texts[name] ?? known[name]);
    },
  });
  return { input, idsAsked: () => asked };
}

const capital = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;
