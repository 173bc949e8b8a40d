// An installation whose owner of the tables is no superuser, and is bound by row level security like everybody else.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { deploy } from '#scripts/migrate.ts';
import { emptyDatabase, type FreshDatabase } from './database.ts';

const role = `owner_${randomBytes(6).toString('hex')}`;
const password = randomBytes(12).toString('hex');
let database: FreshDatabase;
let superuser: pg.Client;
let owner: pg.Client;

beforeAll(async () => {
  database = await emptyDatabase();
  superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  const { rows } = await superuser.query<{ name: string }>('SELECT current_database() AS name');
  // What a deployer's own role needs: the database, and the right to give the platform's role to the application's.
  await superuser.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${password}'`);
  await superuser.query(`GRANT airgate_platform, airgate_app TO ${role} WITH ADMIN OPTION`);
  await superuser.query(`ALTER DATABASE "${rows[0]?.name}" OWNER TO ${role}`);
  const url = new URL(database.url);
  url.username = role;
  url.password = password;
  await deploy(url.toString());
  owner = new pg.Client({ connectionString: url.toString() });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await superuser.query(`REVOKE airgate_platform FROM airgate_app GRANTED BY ${role}`);
  await superuser.query(`DROP OWNED BY ${role} CASCADE`);
  await superuser.query('RESET ROLE');
  await superuser.end();
  await database.drop();
  const cluster = new pg.Client({ connectionString: database.url.replace(/\/[^/]+$/, '/postgres') });
  await cluster.connect();
  await cluster.query(`DROP ROLE ${role}`);
  await cluster.end();
});

/** Works as the application does, bound to a tenant, and commits. */
async function asApplication<T extends pg.QueryResultRow>(
  tenant: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  await superuser.query('BEGIN');
  await superuser.query('SET LOCAL ROLE airgate_app');
  await superuser.query("SELECT set_config('app.tenant_id', $1, true)", [tenant]);
  const { rows } = await superuser.query<T>(sql, values);
  await superuser.query('COMMIT');
  return rows;
}

test('the chain is made, verified, searched by its index and pruned all the same', async () => {
  const tenants = [newId('tenant'), newId('tenant')];
  await superuser.query(
    "INSERT INTO tenant (id, slug, name, created_at) SELECT t, right(t, 12), 'T', now() FROM unnest($1::text[]) t",
    [tenants],
  );
  for (const tenant of tenants)
    for (const [days, word] of [
      [90, 'first'],
      [80, 'second'],
      [1, 'third'],
    ] as const)
      await asApplication(
        tenant,
        `INSERT INTO audit_entry (id, tenant_id, at, actor_kind, actor_id, actor_name, source, request_id, action, target_kind, target_id)
         VALUES ($1, $2, now() - $3 * interval '1 day', 'user', 'u', 'Person', 'console', 'r', 'setting.set', 'setting', $4)`,
        [newId('audit'), tenant, days, word],
      );
  const [tenant = ''] = tenants;
  const chain =
    'SELECT l.seq::int, e.target_id AS word FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id ORDER BY 1';
  expect(await asApplication(tenant, chain)).toEqual([
    { seq: 1, word: 'first' },
    { seq: 2, word: 'second' },
    { seq: 3, word: 'third' },
  ]);
  const found = "SELECT count(*)::int AS n FROM search_audit('second', '{}', NULL, true, 10)";
  expect(await asApplication(tenant, found)).toEqual([{ n: 1 }]);
  const pruned = "SELECT pruned::int, seq::int, whole FROM prune_audit(now() - interval '60 days', 100)";
  expect(await asApplication(tenant, pruned)).toEqual([{ pruned: 2, seq: 2, whole: true }]);
  expect(await asApplication(tenant, chain)).toEqual([{ seq: 3, word: 'third' }]);
  expect(await asApplication(tenants[1] ?? '', chain)).toHaveLength(3);
});

test('the owner searches by the index of words', async () => {
  await owner.query('BEGIN');
  await owner.query('SET LOCAL enable_seqscan = off');
  const { rows } = await owner.query<{ 'QUERY PLAN': string }>(
    "EXPLAIN SELECT id FROM audit_entry e WHERE audit_words(e) @@ 'xa:*'::tsquery",
  );
  await owner.query('ROLLBACK');
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Bitmap Index Scan on audit_entry_words');
});
