// Takes the right or the tenant from one verb after the other, and row level security from one table after the other, and
// asks the suite's own checks whether they see it.
import { afterAll, expect, inject, test } from 'vitest';
import { appPool } from '#server/core/db.ts';
import { databaseUrl } from '#tests/environment.ts';
import { type FullWorld, makeFullWorld, makeOutside } from '#tests/full-world.ts';
import { rowsOf, tables } from '#tests/tables.ts';
import { knowsOthers, UNASKED, worksWithoutRights } from '#tests/verb-checks.ts';
import { findVerbs, type Verb } from '#tests/verb-list.ts';
import { type Mode, withMutant } from './mutate.ts';
import { withoutRowSecurity } from './row-security.ts';

type Result = { kind: string; name: string; found: string | null };

const outside = await makeOutside();
afterAll(() => outside.close());
const only = process.env.AIRGATE_MUTANTS ?? '';
const verbs = (await findVerbs()).filter(({ name }) => name.includes(only));

test('every mutant is found', async () => {
  const results: Result[] = [];
  const worlds = await freshWorlds();
  for (const verb of verbs) {
    if (!(verb.name in UNASKED)) results.push(await mutate(verb, 'right', worlds));
    if (!verb.platform) results.push(await mutate(verb, 'tenant', worlds));
  }
  results.push(...(await openTables()));
  tell(results);
  expect(results.filter(({ found }) => !found).map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
});

type Worlds = { mine: FullWorld; theirs: FullWorld };

const freshWorlds = async (): Promise<Worlds> => ({
  mine: await makeFullWorld(outside),
  theirs: await makeFullWorld(outside),
});

const rowsOfAll = async ({ mine, theirs }: Worlds) => ({
  mine: await rowsOf(mine.tenant.id),
  theirs: await rowsOf(theirs.tenant.id),
});

/** A mutated verb may take things away, so that afterwards there are new worlds. */
async function mutate(verb: Verb, mode: Mode, worlds: Worlds): Promise<Result> {
  const { mine, theirs } = worlds;
  const victim = theirs.job.tenant;
  const before = await rowsOfAll(worlds);
  const seen = await withMutant({ verb: verb.name, mode, victim }, () =>
    mode === 'right' ? worksWithoutRights(verb, mine) : knowsOthers(verb, mine, theirs),
  );
  const after = await rowsOfAll(worlds);
  if (JSON.stringify(after) !== JSON.stringify(before)) Object.assign(worlds, await freshWorlds());
  const changed = JSON.stringify(after.theirs) !== JSON.stringify(before.theirs);
  const found = seen ?? (changed ? "changes another tenant's rows" : null);
  return { kind: mode, name: verb.name, found };
}

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
      const found = rows.length > 0 ? 'rows without a tenant' : null;
      results.push({ kind: 'row level security', name, found });
    });
  return results;
}

function tell(results: Result[]): void {
  const lines = results.map(
    ({ kind, name, found }) =>
      `${kind.padEnd(18)}  ${found ? 'found  ' : 'MISSED '}  ${name}  ${found ?? ''}`,
  );
  console.log(lines.map((line) => line.slice(0, 180)).join('\n'));
  for (const [kind, of] of Map.groupBy(results, (each) => each.kind)) {
    const found = of.filter((each) => each.found).length;
    console.log(
      `${kind.padEnd(18)}  ${found} of ${of.length} mutants found (${Math.floor((100 * found) / of.length)} %)`,
    );
  }
}
