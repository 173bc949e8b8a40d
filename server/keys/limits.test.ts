import { expect, test } from 'vitest';
import { access } from '#server/core/access.ts';
import { withIdentity } from '#server/core/identity.ts';
import { writeUsage } from '#server/core/key-usage.ts';
import { updateKey } from './service/change.ts';
import { getKeyUsage } from './service/usage.ts';
import { callWith, makeKey } from './test-world.ts';

test('a key without limits says nothing about any', async () => {
  const { call } = await makeKey();
  const { status, headers } = await call();
  expect(status).toBe(200);
  expect([...headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([]);
});

test('beyond its requests a minute a key is told to wait, with the time in the header', async () => {
  const { call } = await makeKey({ perMinute: 3 });
  let refused = await call();
  expect(refused.status).toBe(200);
  // A minute may end meanwhile, and then three more pass.
  for (let i = 0; i < 6 && refused.status !== 429; i++) refused = await call();
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 'rate_limited', reason: 'key_rate_limited', detail: expect.stringContaining('3') },
  });
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers.get('ratelimit-policy')).toBe('"minute";q=3;w=60');
  expect(refused.headers.get('ratelimit')).toMatch(/^"minute";r=0;t=\d+$/);
});

test('every answer carries what is left, refusals for other reasons included', async () => {
  const { call } = await makeKey({ perMinute: 1000, perMonth: 5000 });
  expect((await call()).headers.get('ratelimit')).toMatch(/^"minute";r=999;t=\d+, "month";r=4999;t=\d+$/);
  const forbidden = await call({ path: '/api-keys' });
  expect(forbidden.status).toBe(403);
  expect(forbidden.headers.get('ratelimit')).toMatch(/^"minute";r=998;t=\d+, "month";r=4998;t=\d+$/);
  const month = /"month";q=5000;w=(\d+)/.exec(forbidden.headers.get('ratelimit-policy') ?? '')?.[1];
  expect(Number(month) / 86_400).toBeGreaterThanOrEqual(28);
  expect(Number(month) / 86_400).toBeLessThanOrEqual(31);
  expect((await call({ path: '/nowhere' })).headers.get('ratelimit')).toContain('r=997');
});

test('a key over its month is refused until the month ends, and a higher limit lets it in again at once', async () => {
  const { as, key, call, statuses } = await makeKey({ perMonth: 2 });
  expect(await statuses(3)).toEqual([200, 200, 429]);
  const refused = await call();
  expect(refused.body).toMatchObject({ code: 'rate_limited', reason: 'key_limit_exceeded' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await updateKey(as.owner, { keyId: key.id, perMonth: 3 });
  expect(await statuses(2)).toEqual([200, 429]);
  await updateKey(as.owner, { keyId: key.id, perMonth: null });
  expect(await statuses(3)).toEqual([200, 200, 200]);
});

test('a limit that is set in the middle of a month counts what the month has seen', async () => {
  const { as, key, statuses } = await makeKey();
  await statuses(5);
  await writeUsage();
  await updateKey(as.owner, { keyId: key.id, perMonth: 7 });
  expect(await statuses(3)).toEqual([200, 200, 429]);
});

test('when the window in the database is over, the next request opens a new one', async () => {
  const { as, key, statuses, tenant } = await makeKey({ perMonth: 1 });
  expect(await statuses(2)).toEqual([200, 429]);
  await access(as.owner, 'key:update', (db) =>
    db.apiKeyWindow.updateMany({
      where: { tenantId: tenant.id, keyId: key.id },
      data: { period: new Date('2026-01-01T00:00:00Z') },
    }),
  );
  await expect.poll(async () => (await statuses(1))[0]).toBe(200);
  expect(await statuses(1)).toEqual([429]);
});

test('a refused request costs nothing of another limit than the one it met, and is counted as refused', async () => {
  const { as, key, statuses } = await makeKey({
    perMinute: 1000,
    perMonth: 2,
    addresses: ['203.0.113.0/24'],
  });
  const [inside, outside] = [{ from: '203.0.113.7' }, { from: '198.51.100.7' }];
  expect(await statuses(3, outside)).toEqual([403, 403, 403]);
  expect(await statuses(3, inside)).toEqual([200, 200, 429]);
  await writeUsage();
  const usage = await getKeyUsage(as.viewer, { keyId: key.id });
  expect(usage.days.at(-1)).toMatchObject({ requests: 6, succeeded: 2, refused: 4 });
  expect(usage.month).toMatchObject({ requests: 2, limit: 2 });
});

test('one key never uses what is another key’s', async () => {
  const [one, other] = [await makeKey({ perMonth: 1 }), await makeKey({ perMonth: 1 })];
  expect(await one.statuses(2)).toEqual([200, 429]);
  expect(await other.statuses(2)).toEqual([200, 429]);
  expect((await callWith(one.key.secret)).status).toBe(429);
});

test('the rows of a limit are the tenant’s own', async () => {
  const { statuses, tenant } = await makeKey({ perMinute: 10, perMonth: 10 });
  await statuses(2);
  const rows = await withIdentity((tx) => tx.apiKeyWindow.findMany({ where: { tenantId: tenant.id } }));
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['minute', 'month']);
});
