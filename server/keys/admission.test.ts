import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { access } from '#server/core/access.ts';
import { newApiKey } from '#server/core/api-key.ts';
import { newBase, systemClock } from '#server/core/ctx.ts';
import { admitKey } from '#server/core/key-identity.ts';
import { writeUsage } from '#server/core/key-usage.ts';
import { reactivateTenant, suspendTenant } from '#server/tenants/service.ts';
import { makeOperator } from '#tests/factories.ts';
import { createKeyInput, updateKeyInput } from './schema.ts';
import { updateKey } from './service/change.ts';
import { endOverlap, rotateKey } from './service/rotate.ts';
import { getKeyUsage } from './service/usage.ts';
import { getKey, revokeKey } from './service.ts';
import { callWith, makeKey } from './test-world.ts';

const HOUR = 3_600_000;
const laterBy = (hours: number) => ({
  ...newBase('rest', 'en'),
  now: () => new Date(systemClock().getTime() + hours * HOUR),
});
const auditOf = ({ as, tenant, key }: Awaited<ReturnType<typeof makeKey>>) =>
  access(as.owner, 'audit:read', (db) =>
    db.auditEntry.findMany({ where: { tenantId: tenant.id, targetId: key.id }, orderBy: { id: 'asc' } }),
  );

test('a key with allowed addresses works from them alone, an IPv4 address in IPv6 clothes included', async () => {
  const { call, key } = await makeKey({ addresses: ['203.0.113.0/24', '2001:db8::/32'] });
  for (const from of ['203.0.113.7', '::ffff:203.0.113.7', '2001:DB8::1'])
    expect([from, (await call({ from })).status]).toEqual([from, 200]);
  for (const from of ['198.51.100.7', '2001:db9::1', 'unknown'])
    expect([from, await call({ from })]).toMatchObject([
      from,
      { status: 403, body: { code: 'forbidden', reason: 'key_address_blocked' } },
    ]);
  expect(await callWith(key.secret)).toMatchObject({ status: 403, body: { reason: 'key_address_blocked' } });
});

test('what the caller claims to be is not believed: the nearest proxy says where a request comes from', async () => {
  const { call } = await makeKey({ addresses: ['203.0.113.7'] });
  expect((await call({ from: '203.0.113.7, 198.51.100.7' })).status).toBe(403);
  expect((await call({ from: '198.51.100.7, 203.0.113.7' })).status).toBe(200);
});

test('a blocked address is audited once a minute, not with every attempt', async () => {
  const world = await makeKey({ addresses: ['203.0.113.7'] });
  for (let i = 0; i < 5; i++) await world.call({ from: '198.51.100.7' });
  await world.call({ from: '2001:db8::1' });
  await world.call({ from: '2001:db8::2' });
  const blocked = async () =>
    (await auditOf(world))
      .filter(({ action }) => action === 'key.block_address')
      .map(({ after }) => JSON.stringify(after))
      .sort();
  await expect.poll(blocked).toEqual(['{"address":"198.51.100.7"}', '{"address":"2001:db8::1"}']);
  await writeUsage();
  expect((await getKeyUsage(world.as.owner, { keyId: world.key.id })).days.at(-1)).toMatchObject({
    refused: 7,
  });
});

test('a rotated key works with its new secret at once and with its old one to the end of the overlap', async () => {
  const { as, key, call } = await makeKey();
  const rotated = await rotateKey(as.owner, { keyId: key.id, overlapHours: 24 });
  expect(rotated.secret).not.toBe(key.secret);
  expect(rotated.secret.slice(0, 21)).toBe(key.secret.slice(0, 21));
  expect(rotated.previousSecret).toMatchObject({ hint: key.hint });
  expect((await callWith(rotated.secret)).status).toBe(200);
  expect((await call()).status).toBe(200);
  expect(await admitKey(key.secret, laterBy(25), null)).toMatchObject({
    refusal: { reason: 'key_replaced' },
  });
  expect(await admitKey(rotated.secret, laterBy(25), null)).toMatchObject({ refusal: null });
});

test('an overlap is ended early, and then the old secret is told that it was replaced', async () => {
  const world = await makeKey();
  const { as, key } = world;
  const { secret } = await rotateKey(as.owner, { keyId: key.id, overlapHours: 720 });
  expect(await endOverlap(as.owner, { keyId: key.id })).toMatchObject({ previousSecret: null });
  expect(await callWith(key.secret)).toMatchObject({ status: 401, body: { reason: 'key_replaced' } });
  expect((await callWith(secret)).status).toBe(200);
  await endOverlap(as.owner, { keyId: key.id });
  expect((await auditOf(world)).map(({ action }) => action)).toEqual([
    'key.create',
    'key.rotate',
    'key.end_overlap',
  ]);
});

test('at most two secrets work: a second overlap is refused, and a rotation without one ends both', async () => {
  const { as, key } = await makeKey();
  const second = await rotateKey(as.owner, { keyId: key.id, overlapHours: 1 });
  await expect(rotateKey(as.owner, { keyId: key.id, overlapHours: 1 })).rejects.toMatchObject({
    code: 'conflict',
    reason: 'key_overlap_open',
  });
  const third = await rotateKey(as.owner, { keyId: key.id, overlapHours: 0 });
  for (const { secret } of [key, second])
    expect(await callWith(secret)).toMatchObject({ body: { reason: 'key_replaced' } });
  expect((await callWith(third.secret)).status).toBe(200);
});

test('of two rotations at the same moment one wins, and its secret works', async () => {
  const { as, key } = await makeKey();
  const both = await Promise.allSettled(
    [1, 2].map(() => rotateKey(as.owner, { keyId: key.id, overlapHours: 0 })),
  );
  const won = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value.secret] : []));
  const lost = both.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(won.length + lost.length).toBe(2);
  expect(lost.every((code) => code === 'conflict')).toBe(true);
  expect((await callWith(won.at(-1) ?? '')).status).toBe(200);
});

test('revoking ends the replaced secret too, and neither can be rotated or changed any more', async () => {
  const { as, key } = await makeKey();
  const { secret } = await rotateKey(as.owner, { keyId: key.id, overlapHours: 24 });
  await revokeKey(as.owner, { keyId: key.id });
  for (const each of [key.secret, secret])
    expect(await callWith(each)).toMatchObject({ status: 401, body: { reason: 'key_revoked' } });
  const ended = { code: 'conflict', reason: 'key_revoked_already' };
  await expect(rotateKey(as.owner, { keyId: key.id, overlapHours: 0 })).rejects.toMatchObject(ended);
  await expect(updateKey(as.owner, { keyId: key.id, name: 'x' })).rejects.toMatchObject(ended);
});

test('a change is in force with the next request, and the audit log says what changed', async () => {
  const world = await makeKey({ perMinute: 10 });
  const { as, key, call } = world;
  expect((await call({ from: '198.51.100.7' })).status).toBe(200);
  const changed = await updateKey(as.admin, {
    keyId: key.id,
    name: 'Farm 2',
    addresses: ['203.0.113.0/24'],
    perMinute: 10,
  });
  expect(changed).toMatchObject({ name: 'Farm 2', addresses: ['203.0.113.0/24'] });
  expect((await call({ from: '198.51.100.7' })).status).toBe(403);
  await updateKey(as.admin, { keyId: key.id, name: 'Farm 2' });
  const [, update, ...more] = (await auditOf(world)).filter(({ action }) => action !== 'key.block_address');
  expect(update).toMatchObject({
    action: 'key.update',
    before: { name: 'Farm', addresses: [] },
    after: { name: 'Farm 2', addresses: ['203.0.113.0/24'] },
  });
  expect(more).toEqual([]);
});

test('a key that may do more than the caller is neither changed nor rotated by them', async () => {
  const world = await makeKey({ permissions: ['tenant:read', 'quota:allocate'] });
  const weak = { ...world.as.owner, ...pickActor(world) };
  for (const attempt of [
    () => updateKey(weak, { keyId: world.key.id, perMinute: null, name: 'Mine' }),
    () => rotateKey(weak, { keyId: world.key.id, overlapHours: 24 }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden', reason: 'permission_beyond' });
});

function pickActor({ as }: Awaited<ReturnType<typeof makeKey>>) {
  const permissions = new Set(['key:read', 'key:update', 'tenant:read'] as const);
  return {
    actor: { kind: 'key' as const, id: newId('key'), name: 'weak', permissions },
    tenant: as.owner.tenant,
  };
}

test('the keys of a suspended tenant stop at once and work again when it is back', async () => {
  const { tenant, call } = await makeKey();
  const operator = await makeOperator();
  expect((await call()).status).toBe(200);
  await suspendTenant(operator, { tenantId: tenant.id });
  await expect.poll(async () => (await call()).body.reason, { timeout: 1_000 }).toBe('tenant_suspended');
  await reactivateTenant(operator, { tenantId: tenant.id });
  await expect.poll(async () => (await call()).status, { timeout: 1_000 }).toBe(200);
});

test('another tenant’s key is not found, by any verb', async () => {
  const [one, other] = [await makeKey(), await makeKey()];
  const keyId = other.key.id;
  for (const verb of [
    () => getKey(one.as.owner, { keyId }),
    () => getKeyUsage(one.as.owner, { keyId }),
    () => updateKey(one.as.owner, { keyId, name: 'Mine' }),
    () => rotateKey(one.as.owner, { keyId, overlapHours: 0 }),
    () => endOverlap(one.as.owner, { keyId }),
    () => revokeKey(one.as.owner, { keyId }),
  ])
    await expect(verb()).rejects.toMatchObject({ code: 'not_found' });
  expect((await other.call()).status).toBe(200);
});

test('what is no key of this installation is told so, whatever it looks like', async () => {
  const { key } = await makeKey();
  const broken = key.secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  const foreign = newApiKey(newId('key'), { isDemo: false }).secret;
  for (const secret of [broken, foreign, key.secret.replace('ag_live', 'ag_demo'), 'sk-123'])
    expect(await callWith(secret)).toMatchObject({ status: 401, body: { reason: 'key_unknown' } });
});

test('the keys of demo tenants say so', () => {
  expect(newApiKey(newId('key'), { isDemo: true }).secret).toMatch(/^ag_demo_/);
});

test.each([
  [{ perMinute: 0 }, 'perMinute', 'limit_range'],
  [{ perMonth: -1 }, 'perMonth', 'limit_range'],
  [{ perMinute: 1.5 }, 'perMinute', 'limit_range'],
  [{ perMonth: 1_000_000_001 }, 'perMonth', 'limit_range'],
  [{ addresses: ['10.0.0.0/33'] }, 'addresses.0', 'address_range'],
  [{ addresses: ['203.0.113.7', 'localhost'] }, 'addresses.1', 'address_range'],
  [{ addresses: Array.from({ length: 51 }, (_, n) => `203.0.113.${n}`) }, 'addresses', 'address_ranges_many'],
])('%j is refused at %s', (wrong, path, reason) => {
  const made = createKeyInput.safeParse({ name: 'x', permissions: ['tenant:read'], ...wrong });
  const changed = updateKeyInput.safeParse({ keyId: newId('key'), ...wrong });
  for (const { error } of [made, changed])
    expect(error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[path, reason]]);
});

test('an expired key stays readable with its usage, and an expiry in the past is refused', async () => {
  const { as, key } = await makeKey();
  await expect(
    updateKey(as.owner, { keyId: key.id, expiresAt: new Date('2020-01-01T00:00:00Z') }),
  ).rejects.toMatchObject({
    reason: 'expires_past',
    fields: [{ path: 'expiresAt', message: 'expires_past' }],
  });
  const expiresAt = new Date(systemClock().getTime() + HOUR);
  await updateKey(as.owner, { keyId: key.id, expiresAt });
  const late = { ...as.owner, now: laterBy(2).now };
  expect(await getKey(late, { keyId: key.id })).toMatchObject({ state: 'expired' });
  await expect(rotateKey(late, { keyId: key.id, overlapHours: 0 })).rejects.toMatchObject({
    reason: 'key_ended',
  });
  expect((await getKeyUsage(late, { keyId: key.id })).days.length).toBe(30);
});
