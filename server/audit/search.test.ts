// Searching the log by words: what is found, in which order, and that the index behind it shows nobody another tenant's rows.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import type { AuditNote } from '#server/core/db.ts';
import { env } from '#server/core/env.ts';
import { makeTenant, type TestTenant } from '#tests/factories.ts';
import { listAuditInput } from './schema.ts';
import { listAudit } from './service.ts';

let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: env().DATABASE_URL });
  await owner.connect();
});
afterAll(() => owner.end());

const write = ({ as }: TestTenant, ...notes: AuditNote[]) =>
  access(as.owner, 'setting:update', async (db) => {
    for (const note of notes) await db.audit(note);
  });
const quota = (id: string, reason: string): AuditNote => ({
  action: 'quota.allocate',
  target: { kind: 'sub-account', id },
  before: { granted: '100.00' },
  after: { granted: '250.75', reason, userName: 'render-farm' },
});
const found = async ({ as }: TestTenant, text: string, more: object = {}) =>
  (await listAudit(as.viewer, listAuditInput.parse({ text, ...more }))).items.map(({ target }) => target.id);

async function makeLog(): Promise<TestTenant> {
  const team = await makeTenant();
  await write(
    team,
    quota('sub_1', 'Top-up of November'),
    quota('sub_2', '十一月渲染农场加额度'),
    quota('sub_3', 'Ticket OPS-4711, said "soon"\nand again'),
    {
      action: 'setting.set',
      target: { kind: 'setting', id: 'quota.restoreMode' },
      after: { value: 'automatic' },
    },
  );
  return team;
}

describe('words', () => {
  test.each([
    ['of the action', 'allocate', ['sub_3', 'sub_2', 'sub_1']],
    ['of the target', 'restoremode', ['quota.restoreMode']],
    ['of what changed', 'NOVEMBER', ['sub_1']],
    ['of what was before', '100.00', ['sub_3', 'sub_2', 'sub_1']],
    ['by their beginning', 'nov top', ['sub_1']],
    ['that are not all there', 'nov tick', []],
    ['all of them, in any order', 'november quota', ['sub_1']],
    ['as they are written, signs and all', 'OPS-4711,', ['sub_3']],
    ['next to what JSON writes otherwise', 'soon and', ['sub_3']],
    ['in Chinese, from the middle of a sentence', '渲染', ['sub_2']],
    ['in Chinese, several at once', '加额度 十一月', ['sub_2']],
    ['in Chinese, whose characters stand elsewhere', '染渲', []],
    ['inside a word, where nobody looks for them', 'vember', []],
    ['that nobody wrote', 'zebra', []],
    ['made of signs alone', '% _ \\ \'"', []],
  ])('%s', async (_, text, expected) => {
    expect(await found(await makeLog(), text)).toEqual(expected);
  });

  test("of the actor's name, and ids: of the actor, the request and the entry itself", async () => {
    const team = await makeLog();
    const { actor, requestId } = team.as.owner;
    for (const text of [actor.name, actor.id, requestId, requestId.slice(0, 20)])
      expect(await found(team, text)).toHaveLength(4);
    const [{ id = '' } = {}] = (await listAudit(team.as.owner, listAuditInput.parse({ text: '4711' }))).items;
    expect(await found(team, id)).toEqual(['sub_3']);
  });
});

test('other filters, orders and pages hold beside the words', async () => {
  const team = await makeLog();
  const one = { text: 'quota', limit: 1 };
  expect(await found(team, 'quota', { targetKind: 'setting' })).toEqual(['quota.restoreMode']);
  expect(await found(team, 'quota', { action: ['quota.', 'x.*('], targetId: 'sub_2' })).toEqual(['sub_2']);
  expect(await found(team, 'quota', { source: 'rest' })).toEqual([]);
  expect(
    await found(team, 'quota', { actorId: team.as.owner.actor.id, from: '2100-01-01T00:00:00Z' }),
  ).toEqual([]);
  for (const [order, expected] of [
    ['desc', ['quota.restoreMode', 'sub_3', 'sub_2', 'sub_1']],
    ['asc', ['sub_1', 'sub_2', 'sub_3', 'quota.restoreMode']],
  ] as const) {
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const asked = listAuditInput.parse({ ...one, order, ...(cursor && { cursor }) });
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(team.as.viewer, asked);
      ids.push(...page.items.map(({ target }) => target.id));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(expected);
  }
});

test('a long entry with a word beyond all measure is written, and found by its other words', async () => {
  const team = await makeTenant();
  await write(team, quota('sub_9', `${'x'.repeat(5_000)} ${'word '.repeat(20_000)} end`));
  expect(await found(team, 'x'.repeat(90))).toEqual(['sub_9']);
  expect(await found(team, 'word')).toEqual(['sub_9']);
});

test('nobody finds what another tenant wrote, nor anything while no tenant is bound', async () => {
  const [mine, theirs] = [await makeTenant(), await makeLog()];
  await write(mine, quota('sub_1', 'Nothing of theirs'));
  expect(await found(mine, 'november')).toEqual([]);
  const search = `SELECT id FROM search_audit('quota', '{}', NULL, true, 100) id`;
  const { rows } = await owner.query(search);
  expect(rows).toEqual([]);
  const ids = await access(mine.as.owner, 'audit:read', (db) => db.$queryRawUnsafe<{ id: string }[]>(search));
  const all = await access(mine.as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({ select: { id: true } }),
  );
  expect(ids).toEqual(all);
  expect(await found(theirs, 'november')).toEqual(['sub_1']);
});

describe('in a long log', () => {
  let team: TestTenant;
  beforeAll(async () => {
    team = await makeTenant();
    // Seldom, in all the older half, and in all.
    await owner.query(
      `INSERT INTO audit_entry (id, tenant_id, at, actor_kind, actor_id, actor_name, source, request_id, action, target_kind, target_id)
       SELECT 'aud_' || lpad(to_hex(n), 32, '0'), $1, now(), 'user', 'u', 'Person', 'console', 'r', 'setting.set', 'setting',
         concat_ws('.', 'every', CASE WHEN n <= 21000 THEN 'old' END, CASE WHEN n % 9000 = 1 THEN 'seldom' END, n)
       FROM generate_series(1, 24000) n`,
      [team.tenant.id],
    );
  }, 60_000);

  test.each([
    ['found often', 'every', {}, ['every.24000', 'every.23999']],
    ['found seldom', 'seldom', {}, ['every.old.seldom.18001', 'every.old.seldom.9001']],
    ['found often, yet long ago', 'old', {}, ['every.old.21000', 'every.old.20999']],
    [
      'found seldom, the oldest first',
      'seldom',
      { order: 'asc' },
      ['every.old.seldom.1', 'every.old.seldom.9001'],
    ],
  ])('a word that is %s comes in order', async (_, text, more, expected) => {
    const ids = await found(team, text, { limit: 2, ...more });
    expect(ids).toEqual(expected);
  });
});
