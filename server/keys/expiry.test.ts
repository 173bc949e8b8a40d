import { afterAll, expect, test } from 'vitest';
import { listAlerts } from '#server/alerts/service.ts';
import { access } from '#server/core/access.ts';
import { setVariable } from '#tests/environment.ts';
import { platformJob } from '#tests/factories.ts';
import { startMail } from '#tests/servers/mail.ts';
import { dueWarning } from './policy.ts';
import { updateKey } from './service/change.ts';
import { listExpiringKeys, mailExpiry, warnOfExpiry } from './service/expiry.ts';
import { createKey, revokeKey } from './service.ts';
import { makeKey } from './test-world.ts';

const mail = await startMail();
setVariable('SMTP_URL', mail.url);
afterAll(() => mail.close());

const DAY = 86_400_000;
const start = new Date('2026-11-20T04:00:00Z');

/** A key that works for twenty days, in a tenant whose clock the test sets. */
async function makeExpiring() {
  let now = start;
  const world = await makeKey({}, { now: () => now });
  const expiresAt = new Date(start.getTime() + 20 * DAY);
  const key = await createKey(world.as.admin, { name: 'Short', permissions: ['tenant:read'], expiresAt });
  const warn = () => warnOfExpiry(world.job, { keyId: key.id });
  const alerts = async () => (await listAlerts(world.as.owner, { limit: 50, order: 'asc' })).items;
  return {
    ...world,
    key,
    warn,
    alerts,
    daysBefore: (days: number) => (now = new Date(expiresAt.getTime() - days * DAY)),
  };
}

test.each([
  [15, null, null],
  [14, null, 14],
  [13.9, 14, null],
  [3, 14, 3],
  [2, null, 3],
  [1, 3, 1],
  [0.5, 14, 1],
  [0.5, 1, null],
  [0, null, null],
])('%s days before, with %s warned of, %s is due', (left, warnedDays, due) => {
  expect(dueWarning({ expiresAt: new Date(start.getTime() + left * DAY), warnedDays }, start)).toBe(due);
});

test('an expiry is warned of at 14, 3 and 1 days, once each, more loudly every time', async () => {
  const { warn, alerts, daysBefore } = await makeExpiring();
  const said: (number | undefined)[] = [];
  for (const days of [15, 14, 13, 4, 3, 2.5, 1, 0.2, -1]) {
    daysBefore(days);
    said.push((await warn())?.days);
    expect(await warn()).toBeNull();
  }
  expect(said).toEqual([undefined, 14, undefined, undefined, 3, undefined, 1, undefined, undefined]);
  expect((await alerts()).map(({ type, severity, details }) => [type, severity, details.days])).toEqual([
    ['key_expiring', 'info', 14],
    ['key_expiring', 'warning', 3],
    ['key_expiring', 'critical', 1],
  ]);
});

test('two that warn at the same moment warn once, and ask for one mail', async () => {
  const { warn, alerts, daysBefore, as, tenant } = await makeExpiring();
  daysBefore(3);
  const both = await Promise.all([warn(), warn()]);
  expect(both.filter(Boolean)).toEqual([{ days: 3 }]);
  expect((await alerts()).length).toBe(1);
  const events = await access(as.owner, 'key:read', (db) =>
    db.outboxEvent.findMany({ where: { tenantId: tenant.id, name: 'api-key/expiring' } }),
  );
  expect(events.length).toBe(1);
});

test('a later expiry is warned of anew, a revoked key not at all', async () => {
  const { as, key, warn, daysBefore } = await makeExpiring();
  daysBefore(1);
  expect(await warn()).toEqual({ days: 1 });
  await updateKey(as.owner, { keyId: key.id, expiresAt: new Date(start.getTime() + 30 * DAY) });
  expect(await warn()).toEqual({ days: 14 });
  await updateKey(as.owner, { keyId: key.id, expiresAt: new Date(start.getTime() + 22 * DAY) });
  await revokeKey(as.owner, { keyId: key.id });
  expect(await warn()).toBeNull();
});

test('the job finds the keys that a warning is due for, in every tenant', async () => {
  const [one, other] = [await makeExpiring(), await makeExpiring()];
  const at = (days: number) => ({
    ...platformJob(),
    now: () => new Date(start.getTime() + (20 - days) * DAY),
  });
  const found = async (days: number) =>
    (await listExpiringKeys(at(days)))
      .map(({ keyId }) => keyId)
      .filter((id) => [one.key.id, other.key.id].includes(id));
  expect(await found(16)).toEqual([]);
  expect((await found(14)).sort()).toEqual([one.key.id, other.key.id].sort());
  one.daysBefore(14);
  await one.warn();
  expect(await found(14)).toEqual([other.key.id]);
});

test('whoever made the key gets a mail in their language with the way to the key', async () => {
  const { job, key, tenant, daysBefore } = await makeExpiring();
  daysBefore(3);
  expect(await mailExpiry(job, { keyId: key.id, days: 3 })).toBe(true);
  const [message] = mail.inbox;
  expect(message).toMatchObject({ subject: expect.stringContaining('Short') });
  expect(message?.text).toContain(`/${tenant.slug}/keys/${key.id}`);
  expect(message?.text).not.toContain(key.secret);
});
