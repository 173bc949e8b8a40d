// Old entries go where the tenant says so: from the beginning of the chain, whole and on record, and never the last thirty days.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { env } from '#server/core/env.ts';
import { setPlatformSetting, setSetting } from '#server/settings/service.ts';
import { makeOperator, makeTenant, platformJob } from '#tests/factories.ts';
import { listAuditInput } from './schema.ts';
import { listForgetting, pruneAudit } from './service/retention.ts';
import { verifyAudit } from './service/verify.ts';
import { listAudit } from './service.ts';

let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: env().DATABASE_URL });
  await owner.connect();
});
afterAll(() => owner.end());

const DAY_MS = 86_400_000;
const today = Date.now();

/** A log of one entry a day, so many days ago each; the clock then stands at today. */
async function makeLog(daysAgo: readonly number[]) {
  let now = new Date(today);
  const team = await makeTenant({ now: () => now });
  for (const days of daysAgo) {
    now = new Date(today - days * DAY_MS);
    await access(team.as.owner, 'setting:update', (db) =>
      db.audit({ action: 'day.passed', target: { kind: 'day', id: String(days) } }),
    );
  }
  now = new Date(today);
  const days = async () =>
    (await listAudit(team.as.owner, listAuditInput.parse({ action: 'day.', order: 'asc' }))).items.map(
      ({ target }) => Number(target.id),
    );
  return { ...team, days, later: (more: number) => (now = new Date(today + more * DAY_MS)) };
}

const keepFor = ({ as }: Awaited<ReturnType<typeof makeLog>>, days: number) =>
  setSetting(as.owner, { key: 'audit.retentionDays', value: days });

test('without a setting everything stays', async () => {
  const log = await makeLog([4000, 400, 40]);
  expect(await pruneAudit(log.job)).toEqual({ pruned: 0, more: false });
  expect(await log.days()).toEqual([4000, 400, 40]);
});

test('what is older goes, the removal is on record, and the chain holds from there on', async () => {
  const log = await makeLog([400, 100, 91, 89, 5]);
  const { head } = await verifyAudit(log.as.owner);
  await keepFor(log, 90);
  expect(await pruneAudit(log.job)).toEqual({ pruned: 3, more: false });
  expect(await log.days()).toEqual([89, 5]);
  const { items } = await listAudit(log.as.viewer, listAuditInput.parse({ action: 'audit.prune' }));
  const before = new Date(today - 90 * DAY_MS).toISOString();
  expect(items[0]).toMatchObject({
    target: { kind: 'audit', id: log.tenant.id },
    actor: { kind: 'system' },
    after: { entries: 3, before, days: 90, through: { seq: 3 } },
  });
  expect(await verifyAudit(log.as.viewer)).toMatchObject({
    ...{ state: 'whole', rows: 4, fault: null },
    ...{ head: { seq: 7n }, removed: { seq: 3n, before: new Date(before) } },
  });
  const noted = { notedSeq: 5, notedHash: head?.hash ?? '' };
  expect(await verifyAudit(log.as.viewer, noted)).toMatchObject({ noted: 'same' });
  expect(await verifyAudit(log.as.viewer, { ...noted, notedSeq: 2 })).toMatchObject({ noted: 'removed' });
});

test('it goes on the next time where it stopped, and does nothing where nothing is due', async () => {
  const log = await makeLog([50, 45, 40]);
  await keepFor(log, 48);
  expect(await pruneAudit(log.job)).toMatchObject({ pruned: 1 });
  expect(await pruneAudit(log.job)).toMatchObject({ pruned: 0 });
  await keepFor(log, 42);
  expect(await pruneAudit(log.job)).toMatchObject({ pruned: 1 });
  expect(await log.days()).toEqual([40]);
  expect(await verifyAudit(log.as.owner)).toMatchObject({ state: 'whole' });
});

test('everything that is old may go, and the next entry goes on from there', async () => {
  const log = await makeLog([500, 400]);
  await owner.query("INSERT INTO setting VALUES ($1, 'audit.retentionDays', '30', now())", [log.tenant.id]);
  expect(await pruneAudit(log.job)).toMatchObject({ pruned: 2 });
  expect(await verifyAudit(log.as.owner)).toMatchObject({ state: 'whole', rows: 1, head: { seq: 3n } });
});

test('an old entry behind a young one stays, for the chain has no holes', async () => {
  const log = await makeLog([100, 10, 100]);
  await keepFor(log, 60);
  expect(await pruneAudit(log.job)).toMatchObject({ pruned: 1 });
  expect(await log.days()).toEqual([10, 100]);
});

test('what was tampered with stays, with everything after it', async () => {
  const log = await makeLog([100, 99, 98, 97]);
  await owner.query("UPDATE audit_entry SET actor_name = 'x' WHERE tenant_id = $1 AND target_id = '98'", [
    log.tenant.id,
  ]);
  await keepFor(log, 30);
  expect(await pruneAudit(log.job)).toEqual({ pruned: 2, more: false });
  expect(await pruneAudit(log.job)).toEqual({ pruned: 0, more: false });
  expect(await log.days()).toEqual([98, 97]);
  expect(await verifyAudit(log.as.owner)).toMatchObject({
    state: 'broken',
    fault: { kind: 'entry_altered', seq: 3n },
  });
});

test('less than thirty days, or fractions, cannot be set, and the database keeps them whatever is asked for', async () => {
  const log = await makeLog([29, 20]);
  for (const value of [29, 1, -1, 3651, 90.5, 'x'])
    await expect(keepFor(log, Number(value))).rejects.toMatchObject({
      fields: [{ path: 'value', message: 'setting_days' }],
    });
  await keepFor(log, 30);
  // A clock that is ahead removes nothing either.
  log.later(5);
  await expect(pruneAudit(log.job)).rejects.toThrow('last thirty days');
  expect(await log.days()).toEqual([29, 20]);
});

test('the job asks the tenants that have a setting, or all where the platform has one', async () => {
  const [with_, without] = [await makeLog([40]), await makeLog([40])];
  await keepFor(with_, 30);
  const asked = await listForgetting(platformJob());
  expect([asked.includes(with_.tenant.id), asked.includes(without.tenant.id)]).toEqual([true, false]);
  await setPlatformSetting(await makeOperator(), { key: 'audit.retentionDays', value: 35 });
  expect(await listForgetting(platformJob())).toEqual(
    expect.arrayContaining([with_.tenant.id, without.tenant.id]),
  );
  expect(await pruneAudit(without.job)).toMatchObject({ pruned: 1 });
  await setPlatformSetting(await makeOperator(), { key: 'audit.retentionDays', value: null });
});
