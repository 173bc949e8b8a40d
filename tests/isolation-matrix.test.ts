// One tenant's things, asked for by another through every door: the answer has to be the one for things that never were.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idPrefixes } from '#lib/ids.ts';
import { appPool } from '#server/core/db.ts';
import { routes } from '#server/rest.ts';
import { type FullWorld, makeFullWorld, makeOutside } from './full-world.ts';
import { callProcedure, callRoute, consoleDoor, procedures } from './procedures.ts';
import { type Ids, idKindsOf, type SampleOptions, sampleInput } from './sample-input.ts';
import { rowsOf, tables } from './tables.ts';

const outside = await makeOutside();
let theirs: FullWorld;
let mine: FullWorld;
beforeAll(async () => {
  theirs = await makeFullWorld(outside);
  mine = await makeFullWorld(outside);
});
afterAll(() => outside.close());

/** Tables that belong to the installation. Their rows that a tenant may see are tested by their own slices. */
const GLOBAL = [
  'platform_setting',
  'rate_limit',
  'health_sample',
  'operator_entry',
  'purged_tenant',
  'user_session',
  'second_factor',
  'recovery_code',
  'mail_link',
  'totals_round',
  '_prisma_migrations',
];
/** Tables of tenants whose owner is named by another column. */
const BY_ANOTHER_NAME = ['tenant', 'app_user'];

const ofTenants = async () => (await tables()).filter((t) => t.hasTenant || BY_ANOTHER_NAME.includes(t.name));

/** Ids, secrets and names of a world that show in an answer to somebody else. */
function leaks(answer: unknown, world: FullWorld, asked: unknown): string[] {
  const text = JSON.stringify(answer) ?? '';
  const given = JSON.stringify(asked) ?? '';
  const private_ = [...Object.values(world.ids), ...world.secrets, world.texts.keyId, world.tenant.slug];
  return private_.filter((each) => each && text.includes(each) && !given.includes(each));
}

/** What does not depend on the ids that were asked for. */
function anonymous(answer: unknown): unknown {
  const ids = new RegExp(`\\b(${Object.values(idPrefixes).join('|')})_[0-9a-f]{32}\\b`, 'g');
  const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
  return JSON.parse((JSON.stringify(answer) ?? 'null').replace(ids, 'an id').replace(times, 'a time'));
}

type Asked = (input: unknown) => Promise<unknown>;

/**
 * Asks for the other tenant's things: all ids at once and each alone among one's own, with and without optional fields.
 * Returns what was answered otherwise than to ids of nothing.
 */
async function differences(
  name: string,
  schema: Parameters<typeof sampleInput>[0],
  ask: Asked,
): Promise<string[]> {
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
      const answer = await ask(input);
      const shown = leaks(answer, theirs, input);
      if (shown.length > 0) found.push(`${name} shows ${shown}`);
      if (!kinds.some((kind) => JSON.stringify(input)?.includes(theirs.ids[kind] ?? 'no id'))) continue;
      const control = await ask(sampleInput(schema, { ...options, ids: nothing }));
      const [got, expected] = [anonymous(answer), anonymous(control)].map((each) => JSON.stringify(each));
      if (got !== expected)
        found.push(`${name} with ${JSON.stringify(input)}: ${got} instead of ${expected}`);
    }
  }
  return found;
}

function withoutKind(ids: Ids, kind: keyof Ids): Ids {
  return Object.fromEntries(Object.entries(ids).filter(([each]) => each !== kind));
}

describe('an owner of another tenant', () => {
  test('finds nothing, sees nothing and changes nothing, through every procedure and every endpoint', async () => {
    const before = await rowsOf(theirs.tenant.id);
    const empty = Object.entries(before)
      .filter(([, rows]) => rows.length === 0)
      .map(([name]) => name);
    expect(empty).toEqual([]);
    await outside.sandbox.control.clearCalls();
    const door = consoleDoor(mine.as.owner.actor.id, mine.tenant.slug);
    const found: string[] = [];
    // To leave comes last: afterwards every door is shut.
    for (const procedure of procedures.filter(({ path }) => path !== 'members.leave')) {
      const ask = (input: unknown) => callProcedure(door, procedure, input);
      found.push(...(await differences(procedure.path, procedure.input, ask)));
    }
    for (const route of routes) {
      const ask = async (input: unknown) => {
        const { status, body } = await callRoute(route, input, mine.secret);
        return { status, body };
      };
      found.push(...(await differences(`${route.method} ${route.path}`, route.input, ask)));
    }
    expect(found).toEqual([]);
    expect(await rowsOf(theirs.tenant.id)).toEqual(before);
    const calls = (await outside.sandbox.control.calls()).recent;
    expect(calls.filter((call) => call.accountId === theirs.account)).toEqual([]);
  }, 60_000);
});

describe('the database itself', () => {
  test('forces row level security on every table of tenants, and knows all others by name', async () => {
    const all = await tables();
    expect(
      all.filter((t) => !t.hasTenant && !BY_ANOTHER_NAME.includes(t.name) && !GLOBAL.includes(t.name)),
    ).toEqual([]);
    const open = (await ofTenants()).filter((t) => !t.enabled || !t.forced);
    expect(open).toEqual([]);
    expect(all.length).toBeGreaterThan(20);
  });

  test('shows the application no row while no tenant is bound', async () => {
    const shown: string[] = [];
    for (const { name } of await ofTenants()) {
      const { rows } = await appPool().query(`SELECT 1 FROM ${name} LIMIT 1`);
      if (rows.length > 0) shown.push(name);
    }
    expect(shown).toEqual([]);
  });

  test('lets a bound tenant neither read, nor change, nor write into another one', async () => {
    const client = await appPool().connect();
    const crossed: string[] = [];
    try {
      for (const { name, hasTenant } of await ofTenants()) {
        const column = hasTenant ? 'tenant_id' : 'id';
        const id = name === 'app_user' ? theirs.as.owner.actor.id : theirs.tenant.id;
        const attempts = [
          `SELECT 1 FROM ${name} WHERE ${column} = '${id}'`,
          `DELETE FROM ${name} WHERE ${column} = '${id}' RETURNING 1`,
          `UPDATE ${name} SET ${column} = '${id}' RETURNING 1`,
          `INSERT INTO ${name} SELECT (jsonb_populate_record(NULL::${name}, to_jsonb(t) || '{"${column}": "${id}"}')).* FROM ${name} t LIMIT 1 RETURNING 1`,
        ];
        for (const attempt of attempts) {
          await client.query('BEGIN');
          await client.query("SELECT set_config('app.tenant_id', $1, true)", [mine.tenant.id]);
          const outcome = await client.query(attempt).catch((error: Error & { code?: string }) => error);
          await client.query('ROLLBACK');
          if (outcome instanceof Error) {
            // insufficient_privilege: row level security, or a table that is written once.
            if (outcome.code !== '42501') crossed.push(`${attempt}: ${outcome.message}`);
          } else if (outcome.rows.length > 0) crossed.push(attempt);
        }
      }
    } finally {
      client.release();
    }
    expect(crossed).toEqual([]);
  });
});
