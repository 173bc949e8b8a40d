// Every way of tampering with the log, through the owner of its tables, and the row that is named for it.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import type { Ctx } from '#server/core/ctx.ts';
import { env } from '#server/core/env.ts';
import { makeTenant } from '#tests/factories.ts';
import { verifyAuditInput } from './schema.ts';
import { verifyAudit } from './service/verify.ts';

let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: env().DATABASE_URL });
  await owner.connect();
});
afterAll(() => owner.end());

type Link = { seq: string; entryId: string; hash: string; at: Date };

/** A log of so many entries, a minute apart, and the chain that it got. */
async function makeLog(count = 6) {
  let now = new Date('2026-11-20T04:00:00Z');
  const team = await makeTenant({ now: () => now });
  for (let n = 1; n <= count; n += 1) {
    await access(team.as.owner, 'setting:update', (db) =>
      db.audit({ action: 'setting.set', target: { kind: 'setting', id: `s${n}` }, after: { value: n } }),
    );
    now = new Date(now.getTime() + 60_000);
  }
  const { rows } = await owner.query<Link>(
    `SELECT l.seq, l.entry_id AS "entryId", l.hash, e.at FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id
      WHERE l.tenant_id = $1 ORDER BY l.seq`,
    [team.tenant.id],
  );
  const at = (seq: number) => rows[seq - 1] ?? { seq: '', entryId: '', hash: '', at: now };
  return { ...team, links: rows, at };
}
type Log = Awaited<ReturnType<typeof makeLog>>;

const whatFails = async (ctx: Ctx) => {
  const { state, rows, fault, nextCursor } = await verifyAudit(ctx);
  expect([state, nextCursor]).toEqual(['broken', null]);
  return { rows, ...fault };
};
const tenantOf = ({ tenant }: Log) => tenant.id;

test('a whole log says how many rows from when to when, and where it ends', async () => {
  const { as, at } = await makeLog();
  expect(await verifyAudit(as.viewer)).toEqual({
    state: 'whole',
    rows: 6,
    from: at(1).at,
    to: at(6).at,
    head: { seq: 6n, hash: at(6).hash },
    removed: null,
    fault: null,
    noted: null,
    nextCursor: null,
  });
});

test('a log with nothing in it is whole', async () => {
  const { as } = await makeTenant();
  expect(await verifyAudit(as.owner)).toMatchObject({ state: 'whole', rows: 0, from: null, head: null });
});

describe('an entry', () => {
  const changes = {
    action: "action = 'setting.reset'",
    actor: "actor_name = 'Somebody else'",
    time: "at = at - interval '1 hour'",
    source: "source = 'cli'",
    'what changed': `after = '{"value": 7}'`,
    'what was before': `before = '{"value": 0}'`,
    'what changed, taken away': 'after = NULL',
  };
  test.each(Object.entries(changes))('with another %s is named', async (_, change) => {
    const log = await makeLog();
    await owner.query(`UPDATE audit_entry SET ${change} WHERE id = $1`, [log.at(3).entryId]);
    const { at } = await owner
      .query<{ at: Date }>('SELECT at FROM audit_entry WHERE id = $1', [log.at(3).entryId])
      .then(({ rows }) => rows[0] ?? { at: null });
    expect(await whatFails(log.as.viewer)).toEqual({
      ...{ rows: 2, kind: 'entry_altered', seq: 3n },
      ...{ entryId: log.at(3).entryId, at },
    });
  });

  test('that is the last one is named too', async () => {
    const log = await makeLog();
    await owner.query("UPDATE audit_entry SET action = 'x' WHERE id = $1", [log.at(6).entryId]);
    expect(await whatFails(log.as.owner)).toMatchObject({ rows: 5, kind: 'entry_altered', seq: 6n });
  });

  test('that is gone is named by the link it leaves behind', async () => {
    const log = await makeLog();
    await owner.query('DELETE FROM audit_entry WHERE id = $1', [log.at(4).entryId]);
    expect(await whatFails(log.as.owner)).toEqual({
      ...{ rows: 3, kind: 'entry_missing', seq: 4n },
      ...{ entryId: log.at(4).entryId, at: null },
    });
  });

  test('that nobody linked is named', async () => {
    const log = await makeLog();
    const id = newId('audit');
    await owner.query('BEGIN');
    await owner.query("SET LOCAL session_replication_role = 'replica'");
    await owner.query(
      `INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', $1::text))).*
         FROM audit_entry e WHERE id = $2`,
      [id, log.at(2).entryId],
    );
    await owner.query('COMMIT');
    expect(await whatFails(log.as.owner)).toMatchObject({
      ...{ rows: 6, kind: 'entry_unlinked', seq: null },
      ...{ entryId: id, at: log.at(2).at },
    });
  });
});

describe('a link', () => {
  test.each([2, 6])('with another hash, at place %i, is named', async (seq) => {
    const log = await makeLog();
    const hash = randomBytes(32).toString('hex');
    const at = [tenantOf(log), seq];
    await owner.query('UPDATE audit_link SET hash = $3 WHERE tenant_id = $1 AND seq = $2', [...at, hash]);
    expect(await whatFails(log.as.owner)).toEqual({
      ...{ rows: seq - 1, kind: 'link_altered', seq: BigInt(seq) },
      ...{ entryId: log.at(seq).entryId, at: log.at(seq).at },
    });
  });

  test('that names an entry which never was is told from a missing entry', async () => {
    const log = await makeLog();
    await owner.query('UPDATE audit_link SET entry_id = $2 WHERE entry_id = $1', [
      log.at(5).entryId,
      newId('audit'),
    ]);
    expect(await whatFails(log.as.owner)).toMatchObject({
      ...{ kind: 'link_altered', seq: 5n },
      entryId: log.at(5).entryId,
    });
  });

  test('that names the entry of another link is told from an altered entry', async () => {
    const log = await makeLog();
    const [second, fifth] = [log.at(2).entryId, log.at(5).entryId];
    await owner.query("UPDATE audit_link SET entry_id = 'aside' WHERE entry_id = $1", [second]);
    await owner.query('UPDATE audit_link SET entry_id = $2 WHERE entry_id = $1', [fifth, second]);
    await owner.query("UPDATE audit_link SET entry_id = $1 WHERE entry_id = 'aside'", [fifth]);
    expect(await whatFails(log.as.owner)).toMatchObject({ kind: 'link_altered', seq: 2n, entryId: second });
  });

  test('that is gone is named with the entry that it linked', async () => {
    const log = await makeLog();
    await owner.query('DELETE FROM audit_link WHERE entry_id = $1', [log.at(3).entryId]);
    expect(await whatFails(log.as.owner)).toEqual({
      ...{ rows: 2, kind: 'link_missing', seq: 3n },
      ...{ entryId: log.at(3).entryId, at: log.at(3).at },
    });
  });

  test.each([1, 4, 6])('that is gone together with its entry, at place %i, is named', async (seq) => {
    const log = await makeLog();
    await owner.query('DELETE FROM audit_link WHERE entry_id = $1', [log.at(seq).entryId]);
    await owner.query('DELETE FROM audit_entry WHERE id = $1', [log.at(seq).entryId]);
    expect(await whatFails(log.as.owner)).toEqual({
      ...{ rows: seq - 1, kind: 'link_missing', seq: BigInt(seq) },
      ...{ entryId: null, at: null },
    });
  });
});

test('an end that is not where the links end is named', async () => {
  const log = await makeLog();
  const of = [tenantOf(log), log.at(5).hash];
  await owner.query('UPDATE audit_head SET seq = 5, hash = $2 WHERE tenant_id = $1', of);
  expect(await whatFails(log.as.owner)).toMatchObject({ rows: 6, kind: 'head_altered', seq: 5n });
});

test('a log that was cut off at its end without a trace is told by what was noted', async () => {
  const log = await makeLog();
  const noted = { notedSeq: 6, notedHash: log.at(6).hash };
  expect(await verifyAudit(log.as.owner, noted)).toMatchObject({ state: 'whole', noted: 'same' });
  for (const seq of [5, 6]) {
    await owner.query('DELETE FROM audit_link WHERE entry_id = $1', [log.at(seq).entryId]);
    await owner.query('DELETE FROM audit_entry WHERE id = $1', [log.at(seq).entryId]);
  }
  const of = [tenantOf(log), log.at(4).hash];
  await owner.query('UPDATE audit_head SET seq = 4, hash = $2 WHERE tenant_id = $1', of);
  expect(await verifyAudit(log.as.owner, noted)).toMatchObject({ state: 'whole', noted: 'different' });
});

test('a log is gone through in calls that follow one another, also where it breaks late', async () => {
  const log = await makeLog(3);
  await owner.query(
    `INSERT INTO audit_entry (id, tenant_id, at, actor_kind, actor_id, actor_name, source, request_id, action, target_kind, target_id)
     SELECT 'aud_' || lpad(to_hex(n), 32, '0'), $1, now(), 'user', 'u', 'Person', 'console', 'r', 'setting.set', 'setting', 's'
     FROM generate_series(1, 60000) n`,
    [tenantOf(log)],
  );
  const first = await verifyAudit(log.as.owner);
  expect(first).toMatchObject({ state: 'unfinished', rows: 50_000, fault: null });
  let answer = first;
  for (let calls = 0; answer.nextCursor && calls < 5; calls += 1)
    answer = await verifyAudit(log.as.owner, { cursor: answer.nextCursor });
  expect(answer).toMatchObject({
    state: 'whole',
    rows: 60_003,
    from: log.at(1).at,
    head: { seq: 60_003n },
  });
  await owner.query("UPDATE audit_entry SET action = 'x' WHERE tenant_id = $1 AND id LIKE 'aud_%ea60'", [
    tenantOf(log),
  ]);
  const cursor = first.nextCursor ?? '';
  expect(await verifyAudit(log.as.owner, { cursor })).toMatchObject({ state: 'broken', rows: 60_002 });
}, 60_000);

test('members may not verify it, and another tenant has another chain', async () => {
  const log = await makeLog();
  await expect(verifyAudit(log.as.member)).rejects.toMatchObject({ code: 'forbidden' });
  const other = await makeTenant();
  const noted = { notedSeq: 6, notedHash: log.at(6).hash };
  expect(await verifyAudit(other.as.owner, noted)).toMatchObject({ rows: 0, noted: 'different' });
});

test('a cursor or a hash that nobody gave is refused or finds nothing to hide behind', async () => {
  const { as } = await makeLog();
  await expect(verifyAudit(as.owner, { cursor: 'x' })).rejects.toMatchObject({ reason: 'cursor_invalid' });
  const made = Buffer.from(JSON.stringify(['links', 'x', null, 5, 'y', {}, 1])).toString('base64url');
  await expect(verifyAudit(as.owner, { cursor: made })).rejects.toMatchObject({ reason: 'cursor_invalid' });
  const parsed = verifyAuditInput.safeParse({ notedSeq: 1, notedHash: 'ABC' });
  expect(parsed.error?.issues[0]?.message).toBe('hash_format');
});
