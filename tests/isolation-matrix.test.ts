// One tenant's things, asked for by another through every door: the answer has to be the one for things that never were.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appPool } from '#server/core/db.ts';
import { type FullWorld, makeFullWorld, makeOutside } from './full-world.ts';
import { differences, inOrder, strangeThings, tenantsBound, waysIn } from './other-tenants.ts';
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

describe('an owner of another tenant', () => {
  test('finds nothing, sees nothing and changes nothing, through every procedure and every endpoint', async () => {
    const before = await rowsOf(theirs.tenant.id);
    const empty = Object.entries(before)
      .filter(([, rows]) => rows.length === 0)
      .map(([name]) => name);
    expect(empty).toEqual([]);
    await outside.sandbox.control.clearCalls();
    const found: string[] = [];
    const bound = await tenantsBound(async () => {
      // To leave comes last: afterwards every door is shut.
      for (const way of waysIn.filter(({ name }) => name !== 'members.leave'))
        found.push(...(await differences(way, { mine, theirs })));
    });
    expect(found).toEqual([]);
    expect(bound).toEqual([mine.tenant.id]);
    expect(await rowsOf(theirs.tenant.id)).toEqual(before);
    const calls = (await outside.sandbox.control.calls()).recent;
    expect(calls.filter((call) => call.accountId === theirs.account)).toEqual([]);
  }, 60_000);

  test('gets at nothing but their own when they ask for that', async () => {
    const worlds = { mine: await makeFullWorld(outside), theirs };
    const before = await rowsOf(theirs.tenant.id);
    const found: string[] = [];
    const bound = await tenantsBound(async () => {
      for (const way of inOrder(waysIn, ({ name }) => name))
        found.push(...(await strangeThings(way, worlds)));
    });
    expect(found).toEqual([]);
    expect(bound).toEqual([worlds.mine.tenant.id]);
    expect(await rowsOf(theirs.tenant.id)).toEqual(before);
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
