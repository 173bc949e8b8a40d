// The chain of the log: made by the database at the commit, whole however many write at once, and shut to the application.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { writeAudit } from '#server/core/audit.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { withIdentity } from '#server/core/identity.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { until } from '#tests/process.ts';
import { verifyAudit } from './service/verify.ts';

let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: env().DATABASE_URL });
  await owner.connect();
});
afterAll(() => owner.end());

const note = (action: string, after?: object) => ({
  action,
  target: { kind: 'setting', id: 'quota.alertSteps' },
  ...(after && { after: { ...after } }),
});

const write = (ctx: Ctx, ...actions: string[]) =>
  access(ctx, 'setting:update', async (db) => {
    for (const action of actions) await db.audit(note(action));
  });

type Link = { seq: string; hash: string; action: string };
const links = async ({ tenant }: TestTenant): Promise<Link[]> =>
  (
    await owner.query<Link>(
      `SELECT l.seq, l.hash, e.action FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id
        WHERE l.tenant_id = $1 ORDER BY l.seq`,
      [tenant.id],
    )
  ).rows;

test('each entry is linked when its transaction commits, in the order of the commits', async () => {
  const team = await makeTenant();
  const { as } = team;
  await access(as.owner, 'setting:update', async (db) => {
    await db.audit(note('begun first'));
    // Somebody who begins later and is done earlier waits for nobody.
    await write(as.admin, 'done first');
  });
  expect((await links(team)).map(({ seq, action }) => [seq, action])).toEqual([
    ['1', 'done first'],
    ['2', 'begun first'],
  ]);
  expect(await verifyAudit(as.viewer)).toMatchObject({ state: 'whole', rows: 2, head: { seq: 2n } });
});

test('a transaction that is undone leaves no place empty', async () => {
  const team = await makeTenant();
  const failing = access(team.as.owner, 'setting:update', async (db) => {
    await db.audit(note('undone'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await write(team.as.owner, 'done');
  expect((await links(team)).map(({ seq, action }) => [seq, action])).toEqual([['1', 'done']]);
});

test('a hash can be recomputed from the entry by anybody', async () => {
  const team = await makeTenant();
  const { owner: who } = team.as;
  const strange = { name: 'a"b\\c\n\t\u0001\u007f/ 渲染农场 🚀 \u2028', 'key "x"': [1, 2.5, null, true, {}] };
  await write(who, 'plain');
  await access(who, 'setting:update', (db) =>
    db.audit({ ...note('strange "action"\r', strange), before: strange }),
  );
  const { rows } = await owner.query(
    `SELECT e.*, e.before::text AS b, e.after::text AS a, l.hash FROM audit_entry e JOIN audit_link l ON l.entry_id = e.id
      WHERE e.tenant_id = $1 ORDER BY l.seq`,
    [team.tenant.id],
  );
  expect(rows).toHaveLength(2);
  let previous = '0'.repeat(64);
  for (const row of rows) {
    const fields = {
      ...{ id: row.id, tenantId: row.tenant_id, at: row.at.toISOString() },
      ...{ actorKind: row.actor_kind, actorId: row.actor_id, actorName: row.actor_name },
      ...{ source: row.source, requestId: row.request_id, action: row.action },
      ...{ targetKind: row.target_kind, targetId: row.target_id },
    };
    const documents = [row.b && `,"before":${row.b}`, row.a && `,"after":${row.a}`].filter(Boolean).join('');
    const text = `${JSON.stringify(fields).slice(0, -1)}${documents}}`;
    previous = createHash('sha256').update(`${previous}\n${text}`).digest('hex');
    expect(row.hash).toBe(previous);
  }
});

test('many transactions at once, with several entries each, make one whole chain and no deadlock', async () => {
  const teams = await Promise.all([makeTenant(), makeTenant(), makeTenant()]);
  const actions = Array.from({ length: 5 }, (_, i) => `change.${i}`);
  const inOne = teams.flatMap((team) =>
    Array.from({ length: 30 }, (_, i) => write(i % 2 ? team.as.owner : team.as.admin, ...actions)),
  );
  // What concerns a person is written into all of their tenants, here in every order that there is.
  const inAll = Array.from({ length: 60 }, (_, i) =>
    withIdentity(async (tx) => {
      const turned = [...teams.slice(i % 3), ...teams.slice(0, i % 3)];
      for (const team of i % 2 ? turned : turned.reverse())
        for (const action of ['user.first', 'user.second'])
          await writeAudit(tx, team.tenant.id, team.job, note(action));
    }),
  );
  await Promise.all([...inOne, ...inAll]);
  for (const { as } of teams)
    expect(await verifyAudit(as.viewer)).toMatchObject({
      state: 'whole',
      rows: 30 * 5 + 60 * 2,
      head: { seq: 270n },
    });
}, 60_000);

test('two transactions that write into two logs in opposite order wait for each other in one order', async () => {
  const teams = await Promise.all([makeTenant(), makeTenant()]);
  for (const { as } of teams) await write(as.owner, 'x');
  const ids = teams.map(({ tenant }) => tenant.id);
  const inBoth = (order: TestTenant[]) =>
    withIdentity(async (tx) => {
      for (const { tenant, job } of order) await writeAudit(tx, tenant.id, job, note('user.both'));
    });
  await owner.query('BEGIN');
  await owner.query('SELECT FROM audit_head WHERE tenant_id = ANY ($1) FOR UPDATE', [ids]);
  const both = Promise.all([inBoth(teams), inBoth(teams.toReversed())]);
  // Each holds what it could take before it came to what somebody else holds.
  await until(async () => {
    await owner.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.n === 2;
  });
  await owner.query('COMMIT');
  await both;
  for (const { as } of teams) expect(await verifyAudit(as.viewer)).toMatchObject({ state: 'whole', rows: 3 });
});

test('the log of a tenant that is deleted goes with it, even in the transaction that still writes to it', async () => {
  const team = await makeTenant();
  await write(team.as.owner, 'before');
  await withIdentity(async (tx) => {
    await writeAudit(tx, team.tenant.id, team.job, note('last'));
    await tx.tenant.delete({ where: { id: team.tenant.id } });
  });
  for (const table of ['audit_entry', 'audit_link', 'audit_head']) {
    const { rowCount } = await owner.query(`SELECT 1 FROM ${table} WHERE tenant_id = $1`, [team.tenant.id]);
    expect([table, rowCount]).toEqual([table, 0]);
  }
});

test('neither role of the application can write the chain, or change the log', async () => {
  const team = await makeTenant();
  await write(team.as.owner, 'x');
  const attempts = [
    "UPDATE audit_link SET hash = 'x'",
    'DELETE FROM audit_link',
    "INSERT INTO audit_link SELECT tenant_id, seq + 1, 'x', hash FROM audit_link",
    'UPDATE audit_head SET seq = 0',
    'DELETE FROM audit_head',
    'TRUNCATE audit_link',
    "UPDATE audit_entry SET action = 'y'",
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    'ALTER TABLE audit_entry DISABLE TRIGGER ALL',
    "SET session_replication_role = 'replica'",
    "SELECT prune_audit(now() + interval '1 day', 10)",
  ];
  for (const attempt of attempts) {
    const asTenant = access(team.as.owner, 'audit:read', (db) => db.$executeRawUnsafe(attempt));
    await expect(asTenant, attempt).rejects.toThrow(/permission denied|must be owner|thirty days/);
    const asPlatform = withIdentity((tx) => tx.$executeRawUnsafe(attempt));
    await expect(asPlatform, attempt).rejects.toThrow(/permission denied|must be owner/);
  }
});
