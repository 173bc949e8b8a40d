import { afterAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { appPool } from '#server/core/db.ts';
import { withIdentity } from '#server/core/identity.ts';
import { makeTenant, platformJob } from '#tests/factories.ts';
import { makeFullWorld, makeOutside } from '#tests/full-world.ts';
import { rowsOf, tables } from '#tests/tables.ts';
import { deleteTenant, restoreTenant } from './service/lifecycle.ts';
import { beginPurge, finishPurge, listDue, listPurged, purgeRows } from './service/purge.ts';

const outside = await makeOutside();
afterAll(() => outside.close());

/** Lets the thirty days of a deleted tenant be over. */
const passTime = (id: string) =>
  withIdentity((tx) =>
    tx.tenant.update({ where: { id }, data: { purgeAt: new Date('2026-01-01T00:00:00Z') } }),
  );

/** How many rows of each table name the tenant, whatever the name of the column. */
async function countsOf(tenantId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const columns = await appPool().query<{ table: string; column: string }>(`
    SELECT c.relname AS "table", a.attname AS "column" FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attname ~ 'tenant_id$' AND NOT a.attisdropped`);
  return withIdentity(async (tx) => {
    for (const { table, column } of [...columns.rows, { table: 'tenant', column: 'id' }]) {
      const sql = `SELECT count(*)::int AS count FROM "${table}" WHERE "${column}" = $1`;
      const [row] = await tx.$queryRawUnsafe<{ count: number }[]>(sql, tenantId);
      counts[`${table}.${column}`] = row?.count ?? 0;
    }
    return counts;
  });
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

async function removeAll(tenantId: string, most: number): Promise<number> {
  let [parts, removed] = [0, 0];
  do {
    removed = await purgeRows(platformJob(), { tenantId }, most);
    parts += 1;
  } while (removed > 0);
  return parts;
}

test('a purge takes every row of the tenant in every table, cut short and done twice, and no row of another', async () => {
  const world = await makeFullWorld(outside);
  const other = await makeFullWorld(outside);
  const { id: tenantId, slug, name } = world.tenant;
  const ref = { tenantId };
  const before = await rowsOf(other.tenant.id);
  expect(Object.values(before).filter((rows) => rows.length > 0).length).toBeGreaterThan(35);
  await deleteTenant(world.as.owner, { slug });

  // Not yet: nothing goes while the tenant can come back.
  expect(await beginPurge(platformJob(), ref)).toBe(false);
  expect(await purgeRows(platformJob(), ref)).toBe(0);
  expect(await finishPurge(platformJob(), ref)).toBe(false);
  expect(await listDue(platformJob())).not.toContain(tenantId);

  await passTime(tenantId);
  expect(await listDue(platformJob())).toContain(tenantId);
  await expect(restoreTenant(world.as.owner)).rejects.toMatchObject({ reason: 'tenant_purging' });
  const whole = sum(await countsOf(tenantId));
  expect(await beginPurge(platformJob(), ref)).toBe(true);
  const [noted] = (await listPurged(platformJob(), { limit: 200 })).items.filter(({ id }) => id === tenantId);
  expect(noted).toMatchObject({ slug, name, purgedAt: null, counts: { members: 4, subAccounts: 2 } });

  // A piece, then the process is gone; another one begins from the beginning.
  expect(await purgeRows(platformJob(), ref, 20)).toBeGreaterThan(0);
  const cut = sum(await countsOf(tenantId));
  expect(cut).toBeLessThan(whole);
  expect(cut).toBeGreaterThan(0);
  expect(await beginPurge(platformJob(), ref)).toBe(true);
  expect(await removeAll(tenantId, 20)).toBeGreaterThan(5);
  expect(await finishPurge(platformJob(), ref)).toBe(true);
  expect(await finishPurge(platformJob(), ref)).toBe(false);
  expect(await beginPurge(platformJob(), ref)).toBe(false);

  const left = Object.entries(await countsOf(tenantId)).filter(([, count]) => count > 0);
  expect(left).toEqual([]);
  expect(await rowsOf(other.tenant.id)).toEqual(before);
  const [trace] = (await listPurged(platformJob(), { limit: 200 })).items.filter(({ id }) => id === tenantId);
  expect(trace).toMatchObject({
    deletedBy: world.as.owner.actor.name,
    purgedBy: 'test',
    purgedAt: expect.any(Date),
    // What the first beginning saw, not the second.
    counts: noted?.counts,
  });
}, 60_000);

test('the walk over the tables knows every table that has rows of tenants', async () => {
  const named = Object.keys(await countsOf(newId('tenant')));
  const all = (await tables()).filter(({ hasTenant }) => hasTenant).map((table) => `${table.name}.tenant_id`);
  expect(all.filter((table) => !named.includes(table))).toEqual([]);
  expect(all.length).toBeGreaterThan(30);
});

test('two purges at the same moment are one', async () => {
  const { as, tenant } = await makeTenant();
  const ref = { tenantId: tenant.id };
  await deleteTenant(as.owner, { slug: tenant.slug });
  await passTime(tenant.id);
  await Promise.all([beginPurge(platformJob(), ref), beginPurge(platformJob(), ref)]);
  await Promise.all([removeAll(tenant.id, 3), removeAll(tenant.id, 3)]);
  const ends = await Promise.all([finishPurge(platformJob(), ref), finishPurge(platformJob(), ref)]);
  expect(ends.sort()).toEqual([false, true]);
});

test('the database itself keeps the audit log of a tenant that is not due, whoever asks', async () => {
  const { as, tenant } = await makeTenant();
  const purge = () =>
    withIdentity((tx) => tx.$queryRaw`select purge_audit(${tenant.id}, 10)`).then(
      () => 'purged',
      (error: Error) => error.message,
    );
  expect(await purge()).toContain('not due to be purged');
  await deleteTenant(as.owner, { slug: tenant.slug });
  expect(await purge()).toContain('not due to be purged');
  await passTime(tenant.id);
  expect(await purge()).toBe('purged');
});

test('what is written of a purged tenant cannot be rewritten', async () => {
  const attempt = (sql: string) =>
    withIdentity((tx) => tx.$executeRawUnsafe(sql)).then(
      () => 'done',
      (error: Error) => error.message,
    );
  expect(await attempt("update purged_tenant set name = 'x'")).toContain('permission denied');
  expect(await attempt('delete from purged_tenant')).toContain('permission denied');
});
