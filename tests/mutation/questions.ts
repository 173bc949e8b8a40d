// The questions of the suite, asked of a verb that works in another tenant than it was called for.
import type { FullWorld } from '#tests/full-world.ts';
import {
  differences,
  inOrder,
  strangeThings,
  tenantsBound,
  type WayIn,
  type Worlds,
  waysIn,
} from '#tests/other-tenants.ts';
import { sampleInput } from '#tests/sample-input.ts';
import { knowsOthers } from '#tests/verb-checks.ts';
import type { Verb } from '#tests/verb-list.ts';
import { verbsCalled } from './mutate.ts';

/** How a verb is given away: by what is told or done, or by nothing but the tenant that the database was told. */
export type Evidence = { by: 'outcome' | 'tenant bound'; what: string };
export type Ways = ReadonlyMap<string, readonly WayIn[]>;

/** Enough to tell; some verbs are behind nearly every door. */
const MOST_WAYS = 8;

/** Which doors lead to which verb, when an owner asks for their own things. Uses the world up. */
export async function findWays(world: FullWorld): Promise<Ways> {
  const ways = new Map<string, WayIn[]>();
  for (const way of inOrder(waysIn, ({ name }) => name)) {
    const { ids, texts } = world;
    const called = await verbsCalled(async () => {
      for (const full of [false, true]) await way.ask(world, sampleInput(way.input, { ids, texts, full }));
    });
    for (const verb of called) ways.set(verb, [...(ways.get(verb) ?? []), way]);
  }
  return ways;
}

/** Asks until something gives the verb away. `changed` tells whether the other tenant's rows are others than before. */
export async function askAll(
  verb: Verb,
  ways: Ways,
  worlds: Worlds,
  changed: () => Promise<boolean>,
): Promise<Evidence | null> {
  let told: string | null = null;
  const bound = await tenantsBound(async () => {
    told = await knowsOthers(verb, worlds);
    if (told) return;
    if (await changed()) told = "changes another tenant's rows";
    else told = await throughDoors(ways.get(verb.name) ?? [], worlds, changed);
  });
  if (told) return { by: 'outcome', what: told };
  const elsewhere = bound.some((id) => id !== worlds.mine.tenant.id);
  return elsewhere ? { by: 'tenant bound', what: 'works in another tenant' } : null;
}

async function throughDoors(
  ways: readonly WayIn[],
  worlds: Worlds,
  changed: () => Promise<boolean>,
): Promise<string | null> {
  for (const way of ways.slice(0, MOST_WAYS)) {
    const found = await faultsOf(way, worlds);
    if (found) return `at ${way.name}: ${found}`;
    if (await changed()) return `at ${way.name}: changes another tenant's rows`;
  }
  return null;
}

/** In the suite no door breaks, so that one that does gives the verb away. */
async function faultsOf(way: WayIn, worlds: Worlds): Promise<string | undefined> {
  try {
    const [strange] = await strangeThings(way, worlds);
    if (strange) return strange;
    // Whoever has left has no door any more.
    return way.name === 'members.leave' ? undefined : (await differences(way, worlds))[0];
  } catch (error) {
    return `breaks: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : error}`;
  }
}
