// Two tenants with something of everything, every door that one of them can ask through, and what must not come of it.
import pg from 'pg';
import type { z } from 'zod';
import { idPrefixes } from '#lib/ids.ts';
import { routes } from '#server/rest.ts';
import type { FullWorld } from './full-world.ts';
import { callProcedure, callRoute, consoleDoor, procedures } from './procedures.ts';
import { type Ids, idKindsOf, type SampleOptions, sampleInput } from './sample-input.ts';

export interface Worlds {
  mine: FullWorld;
  theirs: FullWorld;
}

export interface WayIn {
  /** Of the procedure, or method and path. */
  readonly name: string;
  readonly input: z.ZodType;
  /** As that tenant's owner, or with its key. */
  ask(world: FullWorld, input: unknown): Promise<unknown>;
}

/** Every procedure and every endpoint. */
export const waysIn: readonly WayIn[] = [
  ...procedures.map((procedure) => ({
    name: procedure.path,
    input: procedure.input,
    ask: ({ as, tenant }: FullWorld, input: unknown) =>
      callProcedure(consoleDoor(as.owner.actor.id, tenant.slug), procedure, input),
  })),
  ...routes.map((route) => ({
    name: `${route.method} ${route.path}`,
    input: route.input,
    ask: async ({ secret }: FullWorld, input: unknown) => {
      const { status, body } = await callRoute(route, input, secret);
      return { status, body };
    },
  })),
];

/** What takes things away comes after everything else has been tried on them. */
const LAST = /cut-?off|disable|restore|enable|retry|delete|remove|release|disconnect|revoke|leave/i;
const FINAL = /clouds\.disconnect|iam\.delete|^DELETE \/(cloud-accounts|sub-accounts)\/\{\w+\}$/;

/** In an order in which as much as possible comes to something. */
export function inOrder<T>(list: readonly T[], nameOf: (each: T) => string): T[] {
  const rank = (each: T) => Number(LAST.test(nameOf(each))) + 2 * Number(FINAL.test(nameOf(each)));
  return [...list].sort((a, b) => rank(a) - rank(b));
}

const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
export const textOf = (answer: unknown) => JSON.stringify(answer, plain) ?? '';

/** Ids, secrets and names of a world that show in an answer to somebody else who did not name them. */
export function leaks(answer: unknown, world: FullWorld, asked: unknown): string[] {
  const text = textOf(answer);
  const given = textOf(asked);
  const private_ = [...Object.values(world.ids), ...world.secrets, world.texts.keyId, world.tenant.slug];
  return private_.filter((each) => each && text.includes(each) && !given.includes(each));
}

/** What does not depend on the ids that were asked for. */
export function anonymous(answer: unknown): string {
  const ids = new RegExp(`\\b(${Object.values(idPrefixes).join('|')})_[0-9a-f]{32}\\b`, 'g');
  const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
  return textOf(answer).replace(ids, 'an id').replace(times, 'a time');
}

/**
 * Asks for the other tenant's things: all ids at once and each alone among one's own, with and without optional fields.
 * Returns what was answered otherwise than to ids of nothing.
 */
export async function differences({ name, input: schema, ask }: WayIn, worlds: Worlds): Promise<string[]> {
  const { mine, theirs } = worlds;
  const kinds = idKindsOf(schema);
  const { tenant: _, ...own } = mine.ids;
  const mixtures: [Ids, Ids][] = [[theirs.ids, {}]];
  if (kinds.length > 1)
    for (const kind of kinds) mixtures.push([{ ...own, [kind]: theirs.ids[kind] }, withoutKind(own, kind)]);
  const found: string[] = [];
  for (const full of [false, true]) {
    for (const [stolen, nothing] of mixtures) {
      const options: SampleOptions = { full, texts: theirs.texts };
      const input = sampleInput(schema, { ...options, ids: stolen });
      const answer = await ask(mine, input);
      const shown = leaks(answer, theirs, input);
      if (shown.length > 0) found.push(`${name} shows ${shown}`);
      if (!kinds.some((kind) => JSON.stringify(input)?.includes(theirs.ids[kind] ?? 'no id'))) continue;
      const control = await ask(mine, sampleInput(schema, { ...options, ids: nothing }));
      const [got, expected] = [anonymous(answer), anonymous(control)];
      if (got !== expected)
        found.push(`${name} with ${JSON.stringify(input)}: ${got} instead of ${expected}`);
    }
  }
  return found;
}

/** Asks for one's own things, with and without optional fields. Returns what was told of the other tenant. */
export async function strangeThings({ name, input: schema, ask }: WayIn, worlds: Worlds): Promise<string[]> {
  const { mine, theirs } = worlds;
  const found: string[] = [];
  for (const full of [false, true]) {
    const input = sampleInput(schema, { ids: mine.ids, texts: mine.texts, full });
    const shown = leaks(await ask(mine, input), theirs, input);
    if (shown.length > 0) found.push(`${name} shows ${shown}`);
  }
  return found;
}

function withoutKind(ids: Ids, kind: keyof Ids): Ids {
  return Object.fromEntries(Object.entries(ids).filter(([each]) => each !== kind));
}

/** Every tenant that a transaction was bound to meanwhile, as the database was told. */
export async function tenantsBound(fn: () => Promise<void>): Promise<string[]> {
  const bound = new Set<string>();
  const { query } = pg.Client.prototype;
  const watched = function watch(this: pg.Client, ...args: unknown[]): unknown {
    const [asked, more] = args;
    const { text, values = more } = (typeof asked === 'string' ? { text: asked } : asked) as pg.QueryConfig;
    if (text?.includes("set_config('app.tenant_id'") && Array.isArray(values)) bound.add(String(values[0]));
    return Reflect.apply(query, this, args);
  };
  Object.assign(pg.Client.prototype, { query: watched });
  try {
    await fn();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  return [...bound];
}
