// Takes the right or the tenant from one verb after the other, and row level security from one table after the other, and
// asks the suite's own checks whether they see it.
import { afterAll, expect, inject, test } from 'vitest';
import { appPool } from '#server/core/db.ts';
import { databaseUrl, setVariable } from '#tests/environment.ts';
import { makeFullWorld, makeOutside } from '#tests/full-world.ts';
import type { Worlds } from '#tests/other-tenants.ts';
import { sumsOf, tables } from '#tests/tables.ts';
import { treatsAlike, UNASKED, worksWithoutRights } from '#tests/verb-checks.ts';
import { findVerbs, type Verb } from '#tests/verb-list.ts';
import { type Mode, withMutant } from './mutate.ts';
import { askAll, type Evidence, findWays, type Ways } from './questions.ts';
import { withoutRowSecurity } from './row-security.ts';

type Result = { kind: string; name: string; found: Evidence | null };

setVariable('SMTP_URL', 'smtp://127.0.0.1:1');
const outside = await makeOutside();
afterAll(() => outside.close());
const only = process.env.MUTANTS_ONLY ?? '';
const none = Boolean(process.env.MUTANTS_NONE);
const verbs = (await findVerbs()).filter(({ name }) => name.includes(only));

test(none ? 'nothing is found where nothing is mutated' : 'every mutant is found', async () => {
  const results: Result[] = [];
  const ways = await findWays(await makeFullWorld(outside));
  const worlds = { mine: await makeFullWorld(outside), theirs: await makeFullWorld(outside) };
  for (const verb of verbs) {
    if (!(verb.name in UNASKED)) results.push(await mutate(verb, 'right', worlds, ways));
    if (!verb.platform) results.push(await mutate(verb, 'tenant', worlds, ways));
  }
  if (!none) results.push(...(await openTables()));
  tell(results);
  const wrong = results.filter(({ found }) => Boolean(found) === none);
  expect(wrong.map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
});

type Sums = Awaited<ReturnType<typeof sumsOf>>;

/** A mutated verb may take things away, so that afterwards there is a new world in the place of one that lost something. */
async function mutate(verb: Verb, mode: Mode, worlds: Worlds, ways: Ways): Promise<Result> {
  const { mine, theirs } = worlds;
  const [myRows, theirRows] = [await sumsOf(mine.tenant.id), await sumsOf(theirs.tenant.id)];
  const changed = async () => differs(theirRows, await sumsOf(theirs.tenant.id));
  let found: Evidence | null = await withMutant(
    { verb: none ? '' : verb.name, mode, victim: theirs.job.tenant },
    async () => {
      if (mode === 'tenant') return askAll(verb, ways, worlds, changed);
      const what = await worksWithoutRights(verb, mine);
      return what === null ? null : { by: 'outcome' as const, what };
    },
  );
  if (mode === 'tenant' && found?.by !== 'outcome') found = (await compare(verb)) ?? found;
  if (await changed()) worlds.theirs = await makeFullWorld(outside);
  if (isWorn(myRows, await sumsOf(mine.tenant.id))) worlds.mine = await makeFullWorld(outside);
  return { kind: mode, name: verb.name, found };
}

/** In worlds of their own, which have to be alike. */
async function compare(verb: Verb): Promise<Evidence | null> {
  const worlds = { mine: await makeFullWorld(outside), theirs: await makeFullWorld(outside) };
  const mutant = { verb: none ? '' : verb.name, mode: 'tenant' as const, victim: worlds.theirs.job.tenant };
  const what = await withMutant(mutant, () => treatsAlike(verb, worlds));
  return what === null ? null : { by: 'outcome', what };
}

const differs = (before: Sums, after: Sums) =>
  [...before].some(([name, { rows, sum }]) => after.get(name)?.sum !== sum || after.get(name)?.rows !== rows);

/** Without these as they were, an owner does not get far. */
const NEEDED = ['member', 'api_key', 'cloud_account', 'sub_account', 'setting'];

const isWorn = (before: Sums, after: Sums) =>
  [...before].some(([name, { rows, sum }]) => {
    const now = after.get(name);
    return (now?.rows ?? 0) < rows || (NEEDED.includes(name) && now?.sum !== sum);
  });

/** Each table of tenants that has rows, read by the application without a tenant and without its protection. */
async function openTables(): Promise<Result[]> {
  const owner = databaseUrl(
    inject('testServerUrl'),
    `${inject('testDatabasePrefix')}_w${process.env.VITEST_POOL_ID ?? '0'}`,
  );
  const ofTenants = (await tables()).filter(({ name, hasTenant }) => hasTenant && name.includes(only));
  const results: Result[] = [];
  for (const { name } of ofTenants)
    await withoutRowSecurity(owner, name, async () => {
      const { rows } = await appPool().query(`SELECT 1 FROM ${name} LIMIT 1`);
      const found = rows.length > 0 ? { by: 'outcome' as const, what: 'rows without a tenant' } : null;
      results.push({ kind: 'row level security', name, found });
    });
  return results;
}

function tell(results: Result[]): void {
  const lines = results.map(({ kind, name, found }) => {
    const how = found ? `found by ${found.by}` : 'MISSED';
    return `${kind.padEnd(18)}  ${how.padEnd(21)}  ${name}  ${found?.what ?? ''}`;
  });
  console.log(lines.map((line) => line.slice(0, 200)).join('\n'));
  for (const [kind, of] of Map.groupBy(results, (each) => each.kind)) {
    const found = of.filter((each) => each.found).length;
    const outcome = of.filter((each) => each.found?.by === 'outcome').length;
    console.log(
      `${kind.padEnd(18)}  ${found} of ${of.length} mutants found (${Math.floor((100 * found) / of.length)} %), ${outcome} by their outcome, ${found - outcome} by the tenant bound alone`,
    );
  }
}
